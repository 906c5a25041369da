"""What stands of several versions of one booking: for each field, what the newest version that says it tells.

A version does not say every field. A key that was absent says nothing (missing scope, FACTS.md section 1); a contact
that is empty says nothing, for channels blank out old guests (8.15), unless the booking is a closure, in which nobody
stays; and neither does an amount that a channel zeroes on cancelling (8.12). What was said of a field is kept with the
age of the version that said it, so that the end is the same in whatever order versions become known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from console.domain.booking import COMPARED_FIELDS, CONTACT_FIELDS, MONEY_FIELDS, NOTHING_KEPT, Age, Booking
from console.domain.status import RELEASED, is_closure

NEVER: Age = (datetime(1970, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC))
"""The age of what no version said, but a reservation must have."""

_CONTACTS, _AMOUNTS = frozenset(CONTACT_FIELDS), frozenset(MONEY_FIELDS)
_MAY_BE_SILENT = tuple(name for name in COMPARED_FIELDS if name != "cancelled_at")


@dataclass(frozen=True, slots=True)
class Merged:
    """A reservation as it stands: the newest version that is known and its age, in which some fields are kept from
    older versions; `since` has the ages of those. A field that no version said is in neither."""

    booking: Booking
    age: Age
    since: Mapping[str, Age] = field(default_factory=lambda: NOTHING_KEPT)


def says(version: Booking, name: str) -> bool:
    """Whether this version tells what the field is."""
    value = getattr(version, name)
    if value is None:
        return name == "cancelled_at" or (name in _CONTACTS and is_closure(version.status))
    if value or not (name in _CONTACTS or name in _AMOUNTS):
        return True
    return is_closure(version.status) if name in _CONTACTS else version.status not in RELEASED


def with_newer(known: Merged, newer: Booking, age: Age) -> Merged:
    """What stands once a version that is not older has become known too."""
    kept: dict[str, Any] = {}
    since: dict[str, Age] = {}
    for name in _unsaid(newer):
        former, told = getattr(known.booking, name), getattr(newer, name)
        if name in known.since or says(known.booking, name):
            kept[name] = told if former is None else former
            since[name] = known.since.get(name, known.age)
        elif told is None and former is not None:
            kept[name] = former
            since |= _never_said(name)
    if is_closure(newer.status):
        kept |= {name: _of_closure(newer, known.booking, name) for name in CONTACT_FIELDS}
    return Merged(replace(newer, **kept) if kept else newer, age, since)


def with_older(known: Merged, older: Booking, age: Age) -> Merged:
    """What stands once a version that is older has become known too: it fills what none that is newer has said."""
    filled: dict[str, Any] = {}
    since = dict(known.since)
    for name in COMPARED_FIELDS:
        present = getattr(known.booking, name)
        if says(older, name) and _is_unsaid_since(known, name, age):
            filled[name] = _of_closure(older, known.booking, name) if name in _CONTACTS else getattr(older, name)
            since[name] = age
        elif present is None and name in _CONTACTS | _AMOUNTS and getattr(older, name) is not None:
            filled[name] = "" if name in _CONTACTS else 0
            since |= _never_said(name)
    return Merged(replace(known.booking, **filled), known.age, since) if filled else known


def since_when_gone(known: Merged) -> Mapping[str, Age]:
    """The ages of what is kept of a booking that is believed gone: what it said by its status is remembered, for that
    status is no more."""
    empty = (name for name in _CONTACTS | _AMOUNTS if name not in known.since and not getattr(known.booking, name))
    return {**known.since, **{name: known.age for name in empty if says(known.booking, name)}}


def _unsaid(version: Booking) -> Iterator[str]:
    return (name for name in _MAY_BE_SILENT if not getattr(version, name) and not says(version, name))


def _is_unsaid_since(known: Merged, name: str, age: Age) -> bool:
    """Whether no version that is newer than `age` has said the field."""
    if name in known.since:
        return known.since[name] <= age
    return not says(known.booking, name)


def _never_said(name: str) -> dict[str, Age]:
    """An amount of nothing that only a cancellation told, so that it is not taken for one that another status tells."""
    return {name: NEVER} if name in _AMOUNTS else {}


def _of_closure(version: Booking, other: Booking, name: str) -> str | None:
    """A contact as a version tells it. Of a closure that does not tell of guests at all it is empty, so that a former
    guest goes, if anything was ever told of it."""
    told: str | None = getattr(version, name)
    return "" if told is None and getattr(other, name) is not None else told
