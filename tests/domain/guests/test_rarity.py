"""Only a name that is rare among this hotel's guests says something by itself."""

from console.domain.guests.names import NameReader
from console.domain.guests.rarity import MOST_GUESTS, NamedGuest, rare_pairs
from console.services.guest_lists import name_lists

READER = NameReader(name_lists())


def named(*names: str) -> dict[int, NamedGuest]:
    read = (READER.read(*name.partition(" ")[::2]) for name in names)
    return {id_: NamedGuest(name, "AT") for id_, name in enumerate(read, start=1)}


SURNAMES = ("Huber", "Gruber", "Bauer")
COMMON = tuple(f"{first} {last}" for first in ("Anna", "Maria", "Josef", "Franz") for last in SURNAMES)


def test_two_who_alone_bear_a_rare_name_are_listed() -> None:
    assert [pair for pair, _ in rare_pairs(named(*COMMON * 9, "Yinthe Huurdeman", "Huurdeman Yinthe"))] == [(109, 110)]


def test_a_common_name_is_not() -> None:
    once = named(*COMMON * 9, "Anna Pichler", "Anna Pichler", "Josef Pichler", "Maria Pichler")
    assert rare_pairs(once) == []


def test_three_of_one_name_are_no_pair_and_one_word_is_no_full_name() -> None:
    assert rare_pairs(named(*COMMON * 9, *("Yinthe Huurdeman",) * 3, *("Yinthe",) * 2)) == []


def test_another_country_makes_it_too_unlikely() -> None:
    guests = named(*COMMON * 9, "Yinthe Huurdeman", "Yinthe Huurdeman")
    guests[110] = NamedGuest(guests[110].name, "NL")
    assert rare_pairs(guests) == []


def test_among_too_many_guests_a_name_says_nothing() -> None:
    one = NamedGuest(READER.read("Yinthe", "Huurdeman"), "NL")
    nobody = NamedGuest(READER.read("", ""), "")
    assert rare_pairs({0: one, 1: one} | dict.fromkeys(range(2, MOST_GUESTS + 1), nobody)) == []
    assert len(rare_pairs({0: one, 1: one} | dict.fromkeys(range(2, MOST_GUESTS), nobody))) == 1
