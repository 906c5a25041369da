"""The lane of webhooks on the time line: what stands where, and which of them the keyboard is at."""

from collections.abc import Sequence
from datetime import datetime

from console.services.event_book import HeardAt
from console.ui.sync.lanes import HeardMark, Span, heard_marks_of


class HeardLane:
    """There where there is a webhook at all. Nothing is chosen until somebody walks or clicks here."""

    def __init__(self) -> None:
        self._heard: Sequence[HeardAt] | None = None
        self._at: datetime | None = None
        self.marks: tuple[HeardMark, ...] = ()

    @property
    def is_there(self) -> bool:
        return self._heard is not None

    @property
    def chosen(self) -> HeardMark | None:
        """The mark nearest to what was chosen: as time passes, others may have joined it."""
        at = self._at
        return min(self.marks, key=lambda one: abs(one.at - at), default=None) if at is not None else None

    def show(self, heard: Sequence[HeardAt] | None) -> None:
        """These webhooks, the oldest first; None where there is no webhook."""
        self._heard = heard

    def lay_out(self, span: Span) -> None:
        """Find the places anew."""
        self.marks = heard_marks_of(self._heard or (), span)

    @property
    def newest(self) -> HeardMark | None:
        return self.marks[-1] if self.marks else None

    def nearest(self, x: float) -> HeardMark | None:
        """The mark closest to `x`."""
        return min(self.marks, key=lambda one: abs(one.x - x), default=None)

    def choose(self, mark: HeardMark | None) -> None:
        """Go to a mark, or leave the lane."""
        self._at = None if mark is None else mark.at

    def walk(self, by: int) -> None:
        """Go so many marks forwards or backwards, no further than to the last or the first."""
        if (chosen := self.chosen) is not None:
            place = self.marks.index(chosen) + by
            self.choose(self.marks[min(max(place, 0), len(self.marks) - 1)])
