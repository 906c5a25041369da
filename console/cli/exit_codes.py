"""Exit codes: DESIGN.md section 5, by the class of the error that ended the command."""

from enum import IntEnum

from console.domain.errors import (
    AnotherInstance,
    Beds24Unreachable,
    ConsoleError,
    Garbled,
    KeyRefused,
    OurBug,
    OutOfCredits,
    StoreDamaged,
    StoreIsNewer,
    StoreTrouble,
    WrongInput,
)


class ExitCode(IntEnum):
    DONE = 0
    NEEDS_A_PERSON = 1
    WRONG_USAGE = 2
    UNREACHABLE = 3
    KEY_REFUSED = 4
    DATABASE_TROUBLE = 5
    ANOTHER_INSTANCE = 6
    BUG = 70


_CODES: tuple[tuple[tuple[type[ConsoleError], ...], ExitCode], ...] = (
    ((WrongInput,), ExitCode.WRONG_USAGE),
    ((Beds24Unreachable, Garbled, OutOfCredits), ExitCode.UNREACHABLE),
    ((KeyRefused,), ExitCode.KEY_REFUSED),
    ((StoreTrouble, StoreDamaged, StoreIsNewer), ExitCode.DATABASE_TROUBLE),
    ((AnotherInstance,), ExitCode.ANOTHER_INSTANCE),
    ((OurBug,), ExitCode.BUG),
)


def exit_code_of(error: ConsoleError) -> ExitCode:
    """The code for an error; whatever has none of its own needs a person, a stop by Ctrl+C too."""
    return next((code for kinds, code in _CODES if isinstance(error, kinds)), ExitCode.NEEDS_A_PERSON)
