"""Hotel-like guests and bookings with their truth, made up anew from a seed (GUESTS.md, sections 1 and 2).

`python -m tests.benchmarks.guests.generator FOLDER [SEED [PERSONS]]` writes one data set as files.
"""

import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from tests.benchmarks.guests.contacts import Registry
from tests.benchmarks.guests.learning import learnt_at_check_in
from tests.benchmarks.guests.parameters import Parameters
from tests.benchmarks.guests.people import OPENED, households
from tests.benchmarks.guests.rows import DataSet, TruthRow, write_folder
from tests.benchmarks.guests.staying import Desk, Stay


def generate(told: Parameters) -> DataSet:
    """Everything that the hotel was told in its years, and who it was; the same for the same `told`."""
    rng = Random(told.seed)
    desk = Desk(told, rng, Registry(told, rng))
    stays = sorted(_stays(told, rng, desk), key=lambda stay: (stay.booking.created_at, stay.guest.person.id_))
    numbered = [_numbered(stay, index) for index, stay in enumerate(stays)]
    updates = [row for stay in numbered for row in learnt_at_check_in(stay, told, rng)]
    return DataSet(
        name=f"seed {told.seed}",
        bookings=tuple(stay.booking for stay in numbered),
        truth=tuple(_truth(stay) for stay in numbered),
        updates=tuple(sorted(updates, key=lambda row: (row.at, row.booking_id))),
        country=told.country,
        own_domains=(told.own_domain,),
    )


def _stays(told: Parameters, rng: Random, desk: Desk) -> list[Stay]:
    found: list[Stay] = []
    for members in households(told, rng):
        guests = desk.welcome(members)
        for guest in guests:
            channel = ""
            for moment in _moments(told, rng):
                channel = desk.channel_of(guest, channel)
                found.append(desk.book(guest, guests, channel, moment))
    return found


def _moments(told: Parameters, rng: Random) -> list[datetime]:
    """When one person books: most of them once, some again, a few always."""
    times = 1
    while rng.random() < told.return_p:
        times += 1
    if rng.random() < told.regular_share:
        times = rng.randrange(6, 21)
    start = datetime(OPENED.year, OPENED.month, OPENED.day)  # noqa: DTZ001  # the format's times are the hotel's own
    seconds = told.years * 365 * 86400
    return sorted(start + timedelta(seconds=rng.randrange(seconds)) for _ in range(times))


def _numbered(stay: Stay, index: int) -> Stay:
    return replace(stay, booking=replace(stay.booking, booking_id=f"B{index:06d}"))


def _truth(stay: Stay) -> TruthRow:
    person = stay.guest.person
    return TruthRow(stay.booking.booking_id, person.id_, person.household, " ".join(sorted(set(stay.traps))))


def main(folder: str, seed: str = "1", persons: str = "4000") -> None:
    told = Parameters(seed=int(seed), persons=int(persons))
    data = generate(told)
    write_folder(data, Path(folder), told.as_json())
    print(f"{len(data.bookings)} bookings of {told.persons} people, {len(data.updates)} updates, in {folder}")


if __name__ == "__main__":
    main(*sys.argv[1:])
