"""One line at the foot of a dialog: where what is saved goes."""

from console.domain.pill import PillState
from console.ui.kit.words import say
from console.ui.wording import editing as words


def destination(obstacle: str, syncing: PillState, *, sends: bool) -> tuple[str, str, str]:
    """The sentence, and the icon with its tone. `obstacle` says why nothing can be sent at all; `sends`: something of
    it is to be."""
    if not sends:
        return say(words.STAYS_HERE), "push-pin", "muted"
    if obstacle:
        return say(words.GOES_NOWHERE, obstacle=obstacle), "warning", "warn"
    if syncing is PillState.OFFLINE:
        return say(words.GOES_LATER), "clock-afternoon", "warn"
    if syncing is PillState.PAUSED:
        return say(words.GOES_AFTER_PAUSE), "pause", "muted"
    return say(words.GOES_NOW), "paper-plane-tilt", "muted"
