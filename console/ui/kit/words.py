"""How words reach the screen: templates are translated first and filled afterwards, never the other way round."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

CONTEXT = "NightPorter"


def say(template: str, /, **values: Any) -> str:
    """`template` in the user's language, then filled with `values` by their names."""
    told = QCoreApplication.translate(CONTEXT, template)
    return told.format(**values) if values else told


def count(one: str, many: str, number: int, /, **values: Any) -> str:
    """The form of a sentence that fits `number`, which is filled in as `n`, grouped as the user's country does.

    A translation is looked up under `many` with its numerus forms; English picks between the two given.
    """
    told = QCoreApplication.translate(CONTEXT, many, "", number)
    template = (one if number == 1 else many) if told == many else told
    return template.format(n=QLocale().toString(number), **values)
