"""Guests' messages kept with their reservations, for all of them and for one."""

from datetime import timedelta
from itertools import count

import pytest

from console.domain.announcing import ReservationsChanged
from console.domain.asking import MessageQuery, ReceivedMessage, Urgency
from console.domain.booking import GuestMessage
from console.domain.errors import Beds24Unreachable, KeyRefused, NoRightToMessages
from console.services.book import Book
from console.services.connecting import keep_key_details, known_scopes
from console.services.messages import Kept, MessageDesk, keep_messages, read_recent_messages
from console.services.pull_sync import Watch
from console.store.store import Store
from tests.building import HOTEL, NOW, PROPERTY_ID, booking
from tests.fakes.beds24 import ALL_SCOPES, FakeBeds24, StillClock
from tests.storing import apply, rows

DAY = timedelta(days=1)
NO_GUESTS = ("read:bookings", "read:properties")


def message(
    number: int = 1, text: str = "Is there parking?", *, read: bool = False, author: str = "guest"
) -> GuestMessage:
    return GuestMessage(number, NOW, author, text, read=read)


def kept(store: Store) -> list[tuple[object, ...]]:
    return rows(
        store,
        "SELECT r.beds24_id, m.beds24_message_id, m.text, m.read FROM guest_messages AS m"
        " JOIN reservations AS r ON r.id = m.reservation_id ORDER BY 1, 2",
    )


@pytest.fixture
def announced() -> list[ReservationsChanged]:
    return []


@pytest.fixture
def beds24(store: Store) -> FakeBeds24:
    """Bookings 1 and 2 are known on both sides."""
    fake = FakeBeds24(hotels=(HOTEL,), clock=StillClock(NOW))
    apply(store, booking(1), booking(2, unit_id=2))
    return fake


@pytest.fixture
def desk(store: Store, beds24: FakeBeds24, announced: list[ReservationsChanged]) -> MessageDesk:
    return MessageDesk(store, beds24, beds24.clock, announced.append)


def id_of(store: Store, number: int) -> int:
    ((id_,),) = rows(store, "SELECT id FROM reservations WHERE beds24_id = ?", number)
    return int(id_)


def recent(store: Store, beds24: FakeBeds24) -> Kept:
    return read_recent_messages(beds24, store, beds24.clock, PROPERTY_ID, Watch(), Urgency.BACKGROUND)


def queries(beds24: FakeBeds24) -> list[MessageQuery]:
    return [call[2] for call in beds24.calls if call[0] == "messages"]


def test_messages_are_kept_once_and_announced_once(
    store: Store, beds24: FakeBeds24, announced: list[ReservationsChanged]
) -> None:
    received = [ReceivedMessage(1, message(1)), ReceivedMessage(1, message(2)), ReceivedMessage(1, message(2))]
    assert keep_messages(store, received, announced.append).fresh == 2
    assert keep_messages(store, received, announced.append) == Kept()
    assert kept(store) == [(1, 1, "Is there parking?", 0), (1, 2, "Is there parking?", 0)]
    assert announced == [ReservationsChanged((id_of(store, 1),))]


def test_a_message_that_was_read_meanwhile_says_so_and_is_not_new(
    store: Store, beds24: FakeBeds24, announced: list[ReservationsChanged]
) -> None:
    keep_messages(store, [ReceivedMessage(1, message())], announced.append)
    again = keep_messages(store, [ReceivedMessage(1, message(read=True))], announced.append)
    assert (again.fresh, again.reservations) == (0, (id_of(store, 1),))
    assert kept(store) == [(1, 1, "Is there parking?", 1)]


def test_a_message_of_an_unknown_booking_is_left_for_the_next_time(store: Store, beds24: FakeBeds24) -> None:
    beds24.write_message(3, message(1))
    beds24.write_message(1, message(2))
    assert recent(store, beds24) == Kept(1, (id_of(store, 1),), unplaced=1)
    apply(store, booking(3, unit_id=3))
    assert recent(store, beds24).fresh == 1
    assert [row[:2] for row in kept(store)] == [(1, 2), (3, 1)]


def test_messages_change_neither_the_booking_nor_its_history(store: Store, beds24: FakeBeds24) -> None:
    before = rows(store, "SELECT * FROM reservations"), rows(store, "SELECT * FROM history")
    beds24.write_message(1, message())
    recent(store, beds24)
    assert (rows(store, "SELECT * FROM reservations"), rows(store, "SELECT * FROM history")) == before


def test_thirty_days_are_asked_for_or_all_since_the_last_reading(store: Store, beds24: FakeBeds24) -> None:
    recent(store, beds24)
    beds24.clock.at = NOW + DAY
    recent(store, beds24)
    beds24.clock.at = NOW + 61 * DAY
    recent(store, beds24)
    beds24.clock.at = NOW + 5_000 * DAY
    recent(store, beds24)
    assert [query.max_age_days for query in queries(beds24)] == [30, 30, 62, 999]


def test_a_broken_reading_keeps_what_came_and_does_not_count_as_read(store: Store, beds24: FakeBeds24) -> None:
    numbers = count(1)
    for _ in range(3):
        beds24.write_message(1, message(next(numbers)))
    beds24.page_size = 2
    beds24.fail(Beds24Unreachable("no line"), at_page=2, kind="messages")
    with pytest.raises(Beds24Unreachable):
        recent(store, beds24)
    assert len(kept(store)) == 2
    details = Book(store).details(id_of(store, 1))
    assert details is not None
    assert details.messages_read_at is None
    assert recent(store, beds24).fresh == 1


def test_a_person_asks_for_one_reservation_alone(
    store: Store, beds24: FakeBeds24, desk: MessageDesk, announced: list[ReservationsChanged]
) -> None:
    beds24.write_message(1, message(1))
    beds24.write_message(2, message(2))
    assert desk.read_now(id_of(store, 2), Watch()).fresh == 1
    assert [row[:2] for row in kept(store)] == [(2, 2)]
    assert announced == [ReservationsChanged((id_of(store, 2),))]
    assert queries(beds24) == [MessageQuery(property_id=PROPERTY_ID, booking_ids=(2,))]
    assert [call[3] for call in beds24.calls if call[0] == "messages"] == [Urgency.PERSON]


def test_when_messages_were_last_read_is_told_for_each_reservation(
    store: Store, beds24: FakeBeds24, desk: MessageDesk
) -> None:
    def read_at(number: int) -> object:
        details = Book(store).details(id_of(store, number))
        assert details is not None
        return details.messages_read_at

    assert read_at(1) is None
    recent(store, beds24)
    beds24.clock.at = NOW + DAY
    desk.read_now(id_of(store, 1), Watch())
    assert (read_at(1), read_at(2)) == (NOW + DAY, NOW)
    beds24.clock.at = NOW + 2 * DAY
    recent(store, beds24)
    assert (read_at(1), read_at(2)) == (NOW + 2 * DAY, NOW + 2 * DAY)


def test_a_key_known_to_lack_the_right_is_not_even_tried(store: Store, beds24: FakeBeds24, desk: MessageDesk) -> None:
    beds24.scopes = NO_GUESTS
    with store.writing() as session:
        keep_key_details(session, beds24.key_details(), NOW)
    with pytest.raises(NoRightToMessages, match="bookings-personal"):
        recent(store, beds24)
    with pytest.raises(NoRightToMessages, match="bookings-personal"):
        desk.read_now(id_of(store, 1), Watch())
    assert queries(beds24) == []
    details = Book(store).details(id_of(store, 1))
    assert details is not None
    assert not details.may_read_messages


def test_a_refusal_is_told_apart_from_a_bad_key_and_remembered(store: Store, beds24: FakeBeds24) -> None:
    beds24.scopes = NO_GUESTS
    with pytest.raises(NoRightToMessages):
        recent(store, beds24)
    with store.reading() as session:
        scopes = known_scopes(session)
    assert scopes is not None
    assert scopes.scopes == NO_GUESTS
    beds24.scopes = ALL_SCOPES
    with store.writing() as session:
        keep_key_details(session, beds24.key_details(), NOW)
    beds24.fail(KeyRefused("The key is dead."), kind="messages")
    with pytest.raises(KeyRefused, match="dead"):
        recent(store, beds24)


def test_a_reservation_that_is_not_at_beds24_asks_nobody(store: Store, beds24: FakeBeds24, desk: MessageDesk) -> None:
    assert desk.read_now(999, Watch()) == Kept()
    assert queries(beds24) == []
