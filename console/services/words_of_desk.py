"""What the desk says of a reservation and Beds24 does not, part by part, for whoever looks at it."""

from collections.abc import Iterable

from console.domain.details import WordOfDesk
from console.domain.edits import Edit, Intent, by_part
from console.domain.lines import Differing
from console.domain.outbox import SendState


def words_of_desk(edits: Iterable[Edit], state: str) -> tuple[WordOfDesk, ...]:
    """One for each part, in the order of the parts; `state` is how far the sending of the reservation is."""
    return tuple(
        WordOfDesk(part, _how(group, state), max(edit.made_at for edit in group), group[0].made_by)
        for part, group in by_part(edits)
    )


def _how(group: tuple[Edit, ...], state: str) -> Differing:
    if any(edit.in_conflict for edit in group):
        return Differing.CONFLICT
    if all(edit.intent is Intent.KEEP for edit in group):
        return Differing.KEPT
    return Differing.REFUSED if state == SendState.REFUSED else Differing.WAITS
