"""The first run: from the invite code to all bookings, one plain step after the other."""
