"""What the desk learns at check-in of a guest who came without it."""

from collections.abc import Iterator
from datetime import datetime, time
from random import Random

from tests.benchmarks.guests.parameters import Parameters
from tests.benchmarks.guests.rows import UpdateRow
from tests.benchmarks.guests.staying import Stay

KNOWN_ALREADY = frozenset({"direct", "walkin"})
_EMAIL, _PAPERS, _HOME = 0.47, 0.52, 0.45
_CHECK_IN = time(15)


def learnt_at_check_in(stay: Stay, told: Parameters, rng: Random) -> Iterator[UpdateRow]:
    """Real e-mail, date of birth and document, address: each of the three now and then."""
    booking, guest = stay.booking, stay.guest
    if booking.channel in KNOWN_ALREADY or rng.random() >= told.enrich:
        return
    at = datetime.combine(booking.arrival, _CHECK_IN)
    found: dict[str, str] = {}
    if rng.random() < _EMAIL:
        found["email"] = guest.contacts.email_at(booking.arrival)
    if rng.random() < _PAPERS:
        found["date_of_birth"] = guest.person.born.isoformat()
        found["document_no"] = guest.person.paper_at(booking.arrival)
    if rng.random() < _HOME:
        home = guest.contacts.home_at(booking.arrival)
        found |= {"address": home.address, "city": home.city, "postcode": home.postcode}
    for name, value in found.items():
        yield UpdateRow(booking.booking_id, at, name, value)
