"""A made-up hotel's guests, grouped by looking up what may belong together, are those of comparing all with all."""

from collections import defaultdict
from dataclasses import replace
from itertools import combinations

import pytest

from console.domain.guests.contacts import ContactReader
from console.domain.guests.grouping import Edge, Rulings, group
from console.domain.guests.names import NameReader
from console.domain.guests.profiles import tying_keys
from console.domain.guests.rules import Sharing, automatic_rule, count_names
from console.services.guest_lists import name_lists, shipped_contacts
from tests.benchmarks.guests.generator import generate
from tests.benchmarks.guests.matching import _as_told_in_the_end, _Reading, match
from tests.benchmarks.guests.parameters import Parameters
from tests.benchmarks.guests.rows import DataSet


def _compared_with_each_other(data: DataSet) -> frozenset[frozenset[str]]:
    contacts = replace(shipped_contacts(), own_domains=frozenset(data.own_domains))
    reading = _Reading(NameReader(name_lists()), ContactReader(contacts, data.country))
    told = _as_told_in_the_end(data.bookings, data.updates)
    profiles = {one.id: one for index, row in enumerate(told) for one in reading.profiles(index, row)}
    names = defaultdict(set)
    for profile in profiles.values():
        for key in tying_keys([profile]):
            names[key].add(profile.name)
    sharing = Sharing({key: count_names(reading.names, found) for key, found in names.items()})
    edges = []
    for one, other in combinations(profiles.values(), 2):
        level = reading.names.level(one.name, other.name)
        rule = automatic_rule(one.said, other.said, level, sharing)
        if rule is not None and not one.came_with(other):
            edges.append(Edge(one, other, rule, level))
    found = defaultdict(set)
    for id_, leader in group(reading.names, profiles, edges, Rulings()).leader.items():
        if id_ % 2 == 0:
            found[leader].add(told[id_ // 2].booking_id)
    return frozenset(map(frozenset, found.values()))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_guests_of_a_hotel_are_those_of_comparing_all_with_all(seed: int) -> None:
    data = generate(Parameters(seed=seed, persons=220, regular_share=0.1, companies=2, agencies=1))
    cards = defaultdict(set)
    for booking, card in match(data.bookings, data.updates, data.country, data.own_domains).cards.items():
        cards[card].add(booking)
    assert frozenset(map(frozenset, cards.values())) == _compared_with_each_other(data)
