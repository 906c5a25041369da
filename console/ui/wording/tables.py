"""The words around every table."""

COLUMNS = "Columns…"
COLUMNS_TITLE = "Columns"
COLUMNS_HINT = "Space shows or hides a column. Every change applies at once and is remembered."
COLUMN_UP = "Move up"
COLUMN_DOWN = "Move down"
COLUMNS_USUAL = "Reset columns"
CLOSE = "Close"
