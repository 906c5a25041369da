"""The hotel in plain Python: stays, bookings, rooms, guests, money, comparing, rules, errors."""
