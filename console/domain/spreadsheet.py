"""Cells that a spreadsheet takes for what they are."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would take it for a formula; a negative number stays."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not _is_negative_number(text) else text


def pasted(text: str) -> str:
    """`text` as one cell of a line that is pasted: harmless, and without the marks that part cells and lines."""
    return harmless(" ".join(text.split()))


def _is_negative_number(text: str) -> bool:
    whole, _, fraction = text[1:].partition(".")
    return text.startswith("-") and whole.isdecimal() and (not fraction or fraction.isdecimal())
