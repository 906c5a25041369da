"""The words of choosing a time zone."""

SEARCH = "City or region, such as Vienna"
SEARCH_NAME = "Search time zones"
LIST_NAME = "Time zones"
NOTHING = "No time zone is called that. Try the nearest big city."
NOW_THERE = "{place}: {time} now, {day}"

WIDEST_TIME = "00:00 PM"
