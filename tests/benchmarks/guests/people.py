"""Who exists: people in their households, with names, papers and dates of birth, before anybody has a contact."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from string import ascii_uppercase, digits

from tests.benchmarks.guests.names import Country, Word, countries
from tests.benchmarks.guests.parameters import Parameters

OPENED = date(2022, 1, 1)
Words = tuple[Word, ...]
_SIZES, _SIZE_WEIGHTS = (2, 3, 4), (55, 78, 100)  # of households of several; summed
_MIDDLE = 0.1
_ADULT, _PARENT, _OLDEST = date(1940, 1, 1), date(1984, 12, 31), date(2003, 12, 31)


@dataclass(frozen=True, slots=True)
class Person:
    """`surname` is the form that a man bears. `married` holds the day and the surname from then on; `papers` likewise
    the numbers of documents, oldest first. `alike` names what makes the person easily taken for another, as the traps
    of the truth are named.
    """

    id_: str
    household: str
    country: Country
    gender: str
    given: Words
    surname: Words
    born: date
    papers: tuple[tuple[date, str], ...]
    married: tuple[date, Words] | None = None
    child: bool = False
    alike: tuple[str, ...] = ()

    def surname_at(self, day: date) -> Words:
        """The surname on a day, in the form that this person bears."""
        words = self.married[1] if self.married and day >= self.married[0] else self.surname
        return tuple(self.country.pool.hers(word) for word in words) if self.gender == "f" else words

    def paper_at(self, day: date) -> str:
        return [number for since, number in self.papers if since <= day][-1]


def households(told: Parameters, rng: Random) -> list[list[Person]]:
    """As many people as were asked for, one list a household, parents first."""
    town = _Town(told, rng)
    found: list[list[Person]] = []
    while town.left:
        found.append(town.household(f"H{len(found):06d}"))
    return found


def some_day(rng: Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randrange((last - first).days + 1))


class _Town:
    """Makes households until nobody is left to be made."""

    def __init__(self, told: Parameters, rng: Random) -> None:
        self.left = told.persons
        self._told = told
        self._rng = rng
        self._countries, self._shares = countries()
        self._several = told.household_share / (told.household_share + (1 - told.household_share) * 2.68)
        self._singles: list[Person] = []

    def household(self, id_: str) -> list[Person]:
        country = self._rng.choices(self._countries, cum_weights=self._shares)[0]
        if self._rng.random() >= self._several:
            alone = self._namesake(self._person(id_, country))
            self._singles.append(alone)
            return [alone]
        size = self._rng.choices(_SIZES, cum_weights=_SIZE_WEIGHTS)[0]
        return list(self._family(id_, country, min(size, self.left)))

    def _family(self, id_: str, country: Country, size: int) -> Iterator[Person]:
        parent = self._person(id_, country)
        if size > 2:
            parent = replace(parent, born=some_day(self._rng, _ADULT, _PARENT))
        members = [parent]
        if size > 1:
            members.append(self._spouse(parent))
        for _ in range(size - 2):
            members.append(self._child(members))
        yield from self._near_named(members)

    def _person(self, household: str, country: Country, gender: str = "") -> Person:
        rng, self.left = self._rng, self.left - 1
        gender = gender or rng.choice("mf")
        given: Words = (self._given(country, gender),)
        if rng.random() < _MIDDLE and (middle := self._given(country, gender)) != given[0]:
            given = (*given, middle)
        return self._marrying(
            Person(
                id_=f"P{self._told.persons - self.left - 1:06d}",
                household=household,
                country=country,
                gender=gender,
                given=given,
                surname=self._surname(country),
                born=some_day(rng, _ADULT, _OLDEST),
                papers=self._papers(),
            )
        )

    def _given(self, country: Country, gender: str) -> Word:
        """A given name, in the spelling that its bearer uses."""
        word = country.pool.given(gender, self._rng)
        text, *others = self._rng.sample((word.text, *word.others), 1 + len(word.others))
        return Word(text, tuple(others), word.native)

    def _surname(self, country: Country) -> Words:
        times = 2 if country.pool.double else 1
        return tuple(country.pool.surname(self._rng) for _ in range(times))

    def _papers(self) -> tuple[tuple[date, str], ...]:
        first = (date.min, self._number())
        if self._rng.random() >= self._told.passport_renewed:
            return (first,)
        return first, (self._in_business(), self._number())

    def _number(self) -> str:
        return self._rng.choice("PXYLC") + "".join(self._rng.choices(ascii_uppercase + digits, k=8))

    def _in_business(self) -> date:
        return some_day(self._rng, OPENED, OPENED + timedelta(days=365 * self._told.years))

    def _marrying(self, person: Person) -> Person:
        if self._rng.random() >= self._told.surname_change:
            return person
        new = self._surname(person.country)
        both = (Word(f"{new[0].text}-{person.surname[0].text}"),)
        taken = both if self._rng.random() < 0.25 and not person.surname[0].native else new
        return replace(person, married=(self._in_business(), taken), alike=("surname_change",))

    def _spouse(self, parent: Person) -> Person:
        other = "f" if parent.gender == "m" else "m"
        spouse = self._person(parent.household, parent.country, other if self._rng.random() < 0.92 else parent.gender)
        spouse = self._of_another_name(spouse, [parent])
        if self._rng.random() < self._told.household_same_surname:
            return replace(spouse, surname=parent.surname)
        return spouse

    def _child(self, members: list[Person]) -> Person:
        parent, rng = members[0], self._rng
        child = self._person(parent.household, parent.country)
        child = replace(child, born=self._birthday(parent), surname=_inherited(members), child=True)
        if rng.random() < self._told.junior_share * 2:
            named_for = rng.choice(members[:2])
            given, surname, gender = named_for.given, named_for.surname, named_for.gender
            return replace(child, given=given, surname=surname, gender=gender, alike=("junior",))
        if members[-1].child and rng.random() < self._told.twins:
            child = replace(child, born=members[-1].born, alike=("twin",))
        return self._of_another_name(child, members)

    def _of_another_name(self, person: Person, members: list[Person]) -> Person:
        """Nobody calls a child as another of the household is called, but for a parent."""
        taken = {member.given[0].native or member.given[0].text for member in members}
        while (person.given[0].native or person.given[0].text) in taken:
            person = replace(person, given=(self._given(person.country, person.gender),))
        return person

    def _birthday(self, parent: Person) -> date:
        return some_day(self._rng, date(parent.born.year + 20, 1, 1), date(2007, 12, 31))

    def _near_named(self, members: list[Person]) -> list[Person]:
        """The last two of a household now and then bear names that differ by a letter or an ending."""
        if len(members) < 2 or self._rng.random() >= self._told.near_names or members[-1].alike:
            return members
        one, other = self._rng.choice(members[0].country.pool.near)
        if self._rng.random() < 0.5:
            one, other = other, one
        first = replace(members[-2], given=(one,), alike=(*members[-2].alike, "near_name"))
        return [*members[:-2], first, replace(members[-1], given=(other,), alike=("near_name",))]

    def _namesake(self, person: Person) -> Person:
        """Now and then a stranger bears the full name of somebody from the same country."""
        if self._rng.random() >= self._told.homonym_share * 1.5:
            return person
        same = [other for other in self._singles if other.country is person.country]
        if not same:
            return person
        other = self._rng.choice(same)
        return replace(person, given=other.given, surname=other.surname, gender=other.gender, alike=("homonym",))


def _inherited(members: list[Person]) -> Words:
    """A child's surname: the first parent's, or where people bear two, the first of each parent's."""
    parent = members[0]
    if parent.country.pool.double and len(members) > 1:
        return parent.surname[0], members[1].surname[0]
    return parent.surname
