"""Everything that can go wrong, on one page, in three branches: you can act, we retry, our bug.

The text of an error is a plain sentence for the person at the desk. It never holds a secret, a guest's name
or contact, or a body received from anywhere.
"""


class ConsoleError(Exception):
    """Any failure that Night Porter foresees; its text may be shown as it is."""


class YouCanAct(ConsoleError):
    """A person has to do something before this can work."""


class WeRetry(ConsoleError):
    """It passes by itself; the console tries again."""


class OurBug(ConsoleError):
    """Something that must not happen; a reason to write to support."""


class Beds24Unreachable(WeRetry):
    """No usable answer from Beds24: no line, a time-out, a 5xx, a maintenance page."""


class OutOfCredits(WeRetry):
    """The account's allowance is used up (HTTP 429 or our own reserve); `resets_in` seconds remain."""

    def __init__(self, message: str, resets_in: float) -> None:
        super().__init__(message)
        self.resets_in = resets_in


class Garbled(WeRetry):
    """Beds24 answered, but not with what it promises (truncated JSON, HTML with 200, too large)."""


class Stopped(WeRetry):
    """The work was asked to stop (Ctrl+C, quit); nothing half done remains."""


class KeyRefused(YouCanAct):
    """Beds24 does not accept the key: scope, IP whitelist, closed account, or 30 days unused."""


class NoRightToMessages(KeyRefused):
    """The key works, but may not read guests' messages."""


class NoRightToSettings(KeyRefused):
    """The key works, but may not change the hotel's settings at Beds24."""


class NotConnected(YouCanAct):
    """No Beds24 key has been entered yet."""


class SyncSwitchedOff(YouCanAct):
    """Syncing is switched off for this hotel."""


class RequestRefused(YouCanAct):
    """Beds24 refused a request of ours (HTTP 400, 404, 201 with success false)."""


class VaultMissing(YouCanAct):
    """This machine offers no place where a secret can be kept safely."""


class VaultLocked(YouCanAct):
    """The keyring or the encrypted file did not open."""


class StoreIsNewer(YouCanAct):
    """The database was written by a newer Night Porter."""


class StoreDamaged(YouCanAct):
    """The database failed its check; `way_out` is what whoever works in a terminal can do about it."""

    def __init__(self, message: str, way_out: str = "") -> None:
        super().__init__(message)
        self.way_out = way_out


class StoreTrouble(WeRetry):
    """The database cannot be used right now: locked, disk full, read only."""


class InboxFull(WeRetry):
    """So many webhooks wait to be worked off that no more are taken; the sender keeps them."""


class AnotherInstance(YouCanAct):
    """Another Night Porter is in charge of this data folder."""


class PortTaken(YouCanAct):
    """The webhook listener cannot have the port that it was given."""


class BrakePulled(YouCanAct):
    """A run looked wrong and stopped before writing; a person decides."""


class WrongInput(YouCanAct):
    """What was typed or pasted cannot be used; the text says why."""


class RoomTaken(YouCanAct):
    """The room holds another stay in one of these nights."""


class ChangedMeanwhile(YouCanAct):
    """What was looked at is not as it was any more, so that nothing was written on the strength of it."""
