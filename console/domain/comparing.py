"""Both sides compared, booking by booking: what is stored here with what Beds24 tells, without reading either.

Bookings come page by page, so that memory stays flat; what concerns several bookings (groups, pairs) is remembered in
short and told at the end. Of a booking that Beds24 does not tell of, nothing is said until it was asked for by number.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from console.domain.agreement import Proof
from console.domain.booking import Booking
from console.domain.differing import (
    Ground,
    Here,
    There,
    compared_values,
    difference,
    differences_between,
    missing_difference,
    unmapped,
)
from console.domain.discrepancies import Difference, DiscrepancyKind, LikelyCause, Severity, Tally
from console.domain.markers import marker_in
from console.domain.pairing import Pairing
from console.domain.status import RELEASED


@dataclass(slots=True)
class _Seen:
    """Of each booking so much as groups need: which numbers either side has, who names which master, and
    which bookings of which group are only there."""

    numbers: set[int] = field(default_factory=set)
    groups_here: set[int] = field(default_factory=set)
    children: dict[int, Booking] = field(default_factory=dict)
    strangers: list[tuple[int, Difference]] = field(default_factory=list)


class Comparison:
    """A comparison under way. `groups_here` are groups of which bookings are known that are not compared; `undecided`
    collects bookings that were read again here meanwhile, so that nothing can be said of them; `proofs` has one for
    each of the others that is here."""

    def __init__(self, ground: Ground, groups_here: Iterable[int] = ()) -> None:
        self._ground = ground
        self._count: Counter[str] = Counter()
        self._seen = _Seen(groups_here=set(groups_here))
        self._pairing = Pairing(ground.today)
        self._found: list[Difference] = []
        self.undecided: set[int] = set()
        self.proofs: list[Proof] = []

    def take(self, here: Mapping[int, Here], there: Iterable[There]) -> None:
        """Compare what Beds24 told with what is stored under the same numbers."""
        for told in there:
            booking = told.booking
            known = here.get(booking.beds24_id)
            self._note(booking, is_here=known is not None)
            if known is None:
                self._take_stranger(booking)
            elif self._is_plainly_equal(known, booking):
                self._agree(booking)
                self.proofs.append(Proof(booking.beds24_id, told.read_at, known.read_at))
            else:
                self._take_unequal(known, told)

    def _is_plainly_equal(self, known: Here, booking: Booking) -> bool:
        if compared_values(known.booking) != compared_values(booking):
            return False
        room_id = self._ground.room_ids.get((booking.room_type_id, booking.unit_id))
        return room_id == known.room_id and (room_id is not None or self._ground.knows(booking))

    def _note(self, booking: Booking, *, is_here: bool) -> None:
        self._seen.numbers.add(booking.beds24_id)
        self._pairing.take(booking, is_here=is_here, is_there=True)
        if booking.group_id:
            self._note_group(booking, is_here=is_here)
        elif is_here:
            self._seen.groups_here.add(booking.beds24_id)
        self._count_by_end(booking)

    def _count_by_end(self, booking: Booking) -> None:
        self._count["upcoming" if booking.departure > self._ground.today else "past"] += 1

    def _note_group(self, booking: Booking, *, is_here: bool) -> None:
        master = booking.group_id or booking.beds24_id
        if is_here:
            self._seen.groups_here.add(master)
        if booking.status not in RELEASED:
            self._seen.children.setdefault(master, booking)

    def _agree(self, booking: Booking) -> None:
        self._count["agreeing"] += 1
        self._count["upcoming_agreeing"] += booking.departure > self._ground.today

    def _take_stranger(self, booking: Booking) -> None:
        """One that is not here; whether it belongs to a group of which others are is known at the end."""
        if self._ground.needs_room(booking):
            self._count["parked"] += 1
            self._found.append(unmapped(booking, self._ground))
            return
        self._count["only_there"] += 1
        group = booking.group_id or booking.beds24_id
        hint = LikelyCause.ECHO if marker_in(booking) in self._ground.markers else None
        only_there = difference(
            DiscrepancyKind.ONLY_IN_BEDS24, None, booking, self._ground, there=booking.status, hint=hint
        )
        self._seen.strangers.append((group, only_there))

    def _take_unequal(self, known: Here, told: There) -> None:
        if told.read_at < known.read_at <= self._ground.now:
            self.undecided.add(told.booking.beds24_id)
            self._count["undecided"] += 1
            self._agree(told.booking)
            return
        self.proofs.append(Proof(told.booking.beds24_id, told.read_at, known.read_at))
        found = list(differences_between(known, told.booking, self._ground))
        self._found += found
        if all(one.hint is LikelyCause.KEPT_BY_RULE for one in found):
            self._agree(told.booking)
        elif any(one.kind is DiscrepancyKind.UNMAPPED_ROOM for one in found):
            self._count["parked"] += 1
        else:
            self._count["differing"] += 1

    def take_unreadable(self, beds24_id: int | None, key: str) -> None:
        """Something that Beds24 told and that cannot be read as a booking; `key` names it where it has no number."""
        self._count["parked"] += 1
        self._seen.numbers.add(beds24_id or 0)
        self._found.append(
            Difference(
                kind=DiscrepancyKind.UNREADABLE,
                severity=Severity.TONIGHT,  # nobody could read when it is
                beds24_id=beds24_id or 0,
                field="" if beds24_id else key,
                hint=LikelyCause.UNREADABLE,
            )
        )

    def take_missing(self, here: Iterable[Here], asked_first: Mapping[int, datetime]) -> None:
        """Reservations that Beds24 did not have when they were just asked for by number; `asked_first` is when it first
        lacked those that were asked for before."""
        for known in here:
            number = known.booking.beds24_id
            self._seen.numbers.add(number)
            self.proofs.append(Proof(number, self._ground.now, known.read_at))
            self._pairing.take(known.booking, is_here=True, is_there=False)
            found = missing_difference(known, asked_first.get(number), self._ground)
            if found is not None:
                self._count["missing"] += 1
                self._count_by_end(known.booking)
                self._found.append(found)

    def end(self, known_elsewhere: Iterable[int] = ()) -> tuple[Difference, ...]:
        """Everything that was found; `known_elsewhere` are numbers that are known but were not compared."""
        orphans = self._orphans(self._seen.numbers.union(known_elsewhere))
        return (*self._found, *self._strangers(), *orphans, *self._pairing.pairs())

    def _strangers(self) -> Iterator[Difference]:
        """Those that are only there; where others of their group are here, it is the group that is incomplete."""
        for group, one in self._seen.strangers:
            is_member = group in self._seen.groups_here
            yield replace(one, kind=DiscrepancyKind.GROUP_INCOMPLETE) if is_member else one

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of everything that was compared."""
        return frozenset(self._seen.numbers)

    def masters_unseen(self) -> frozenset[int]:
        """The groups' first bookings that were not among what was compared."""
        return frozenset(self._seen.children.keys() - self._seen.numbers)

    def _orphans(self, known: set[int]) -> Iterator[Difference]:
        for master, child in self._seen.children.items():
            if master not in known:
                yield difference(
                    DiscrepancyKind.GROUP_INCOMPLETE, None, child, self._ground, "group_id", there=str(master),
                    hint=LikelyCause.MASTER_UNKNOWN,
                )  # fmt: skip

    @property
    def tally(self) -> Tally:
        count = self._count
        read = count["agreeing"] + count["differing"] + count["only_there"] + count["parked"]
        return Tally(read, **count)
