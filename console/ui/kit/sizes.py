"""How much room a file takes, as desktops tell it."""

from PySide6.QtCore import QLocale


def size_words(number: int) -> str:
    """ "1.1 MB"."""
    return QLocale().formattedDataSize(number, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
