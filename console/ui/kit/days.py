"""Civil dates as people read them."""

from PySide6.QtCore import QDate, QLocale


class Days:
    """Dates by the locale, each put into words once."""

    def __init__(self, locale: QLocale) -> None:
        self._locale = locale
        month_first = locale.dateFormat(QLocale.FormatType.ShortFormat).startswith("M")
        self._format = "ddd MMM d" if month_first else "ddd d MMM"
        self._known: dict[str, str] = {}

    def words(self, iso: str, today: str) -> str:
        """A date; the year is told when it is not that of `today`."""
        key = f"{today[:4]}{iso}"
        if key not in self._known:
            pattern = self._format if iso[:4] == today[:4] else f"{self._format} yyyy"
            self._known[key] = self._locale.toString(QDate.fromString(iso, "yyyy-MM-dd"), pattern)
        return self._known[key]
