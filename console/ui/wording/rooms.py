"""The words of the list of rooms."""

AT_BEDS24 = "At Beds24"
OUR_NAME = "Our name"
NOTE = "Note"
HOW_TO_RENAME = "Enter, F2 or a double click changes a name or what housekeeping says."
CLEANING = "Cleaning"
CLEANINGS = {"clean": "Clean", "dirty": "Dirty", "inspected": "Inspected", "out_of_order": "Out of order"}
NAMED_TWICE = "Two rooms have this name"
RENAMED = "Beds24 calls it {name}"
PLACE = "{type} · unit {unit}"
PLACE_NAMED = "{type} · unit {unit} ({name})"
