"""The Reservations tab: the list, its filters, and everything about one reservation."""
