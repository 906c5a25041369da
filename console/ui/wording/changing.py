"""What the Reservations tab offers for making and changing reservations."""

ACT_NEW = "New reservation…"
ACT_EDIT = "Change…"
ACT_MOVE = "Move to another room…"
ACT_CANCEL = "Cancel the reservation…"
BUTTON_NEW = "New"
TIP_NEW = "New reservation (Ctrl+N)"
TIP_EDIT = "Change this reservation (F2)"
