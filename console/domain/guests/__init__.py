"""Whose stay it is: names, contacts and the rules by which bookings of one person are told from those of another."""
