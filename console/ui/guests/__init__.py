"""The Guests tab: everybody who ever booked, and one card each."""
