"""None, True and False made to last.

PySide6 6.12 gives back references to them that it never took (`index.data()` that is None, an overridden `event`).
From Python 3.12 on they cannot die of that; before, the interpreter ends with "deallocating None" after some hours of
painting. So where they can die, they are given more references than any run can use up.
"""

import ctypes
import sys

_PLENTY = 1 << 40


def make_constants_last() -> None:
    """Once or more often, before anything is painted; nothing happens where it is not needed."""
    if sys.version_info >= (3, 12):
        return
    for constant in (None, True, False):
        references = ctypes.c_ssize_t.from_address(id(constant))
        if references.value < _PLENTY:
            references.value += _PLENTY
