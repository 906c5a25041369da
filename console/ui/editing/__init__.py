"""Changing reservations at the desk: the dialogs that every tab opens."""
