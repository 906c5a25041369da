"""Lists of bookings: what is asked, and when the asking ends."""

from datetime import UTC, date, datetime, timedelta, timezone
from urllib.parse import parse_qsl, urlsplit

import pytest

from console.beds24.bookings import ALL_INCLUDES, Include
from console.beds24.oddities import Oddity
from console.domain.asking import BookingPage, BookingQuery
from console.domain.errors import Garbled, KeyRefused, Stopped
from tests.beds24.conftest import MakeClient
from tests.beds24.loopback import Deed, Loopback, answers
from tests.beds24.payloads import BOOKING, page, token
from tests.beds24.timing import MORNING

SIX = ["confirmed", "request", "new", "cancelled", "inquiry", "black"]
QUERY = BookingQuery(property_id=345754)
REFUSED = answers({"success": False, "code": 401, "error": "Token not valid"}, 401)


def numbered(*ids: int) -> list[dict[str, object]]:
    return [{**BOOKING, "id": number} for number in ids]


def pairs_of(server: Loopback, number: int) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(server.targets()[number]).query)


def walk(make_client: MakeClient, query: BookingQuery, *deeds: Deed, odd: Oddity | None = None) -> list[BookingPage]:
    with Loopback(answers(token()), *deeds) as server:
        client = make_client(server.url)
        pages = list(client.booking_pages(query, "EUR"))
        assert (odd in client.oddities()) or odd is None
        assert set(client.oddities()) <= {odd, Oddity.NO_CREDIT_HEADERS}
        return pages


@pytest.mark.parametrize(
    "query",
    [
        QUERY,
        BookingQuery(property_id=1, modified_from=MORNING),
        BookingQuery(property_id=1, ids=(1, 2)),
        BookingQuery(property_id=1, arrival_from=date(2026, 1, 1), departure_to=date(2027, 1, 1)),
    ],
)
def test_every_list_names_all_six_statuses_as_repeated_keys_or_cancellations_stay_hidden(
    make_client: MakeClient, query: BookingQuery
) -> None:
    with Loopback(answers(token()), answers(page())) as server:
        list(make_client(server.url).booking_pages(query, "EUR"))
    pairs = pairs_of(server, 1)
    assert sorted(value for key, value in pairs if key == "status") == sorted(SIX)
    assert ("page", "1") in pairs
    assert ("propertyId", str(query.property_id)) in pairs


def test_ranges_ids_and_moments_are_sent_in_beds24s_formats(make_client: MakeClient) -> None:
    query = BookingQuery(
        property_id=1,
        modified_from=datetime(2026, 8, 6, 11, 0, 0, 999_999, tzinfo=timezone(timedelta(hours=2))),
        arrival_from=date(2026, 1, 1),
        arrival_to=date(2026, 1, 2),
        departure_from=date(2026, 1, 3),
        departure_to=date(2026, 1, 4),
        ids=(7, 8),
    )
    with Loopback(answers(token()), answers(page())) as server:
        list(make_client(server.url, includes=ALL_INCLUDES).booking_pages(query, "EUR"))
    rest = [pair for pair in pairs_of(server, 1) if pair[0] not in ("status", "page")]
    assert rest == [
        ("propertyId", "1"),
        ("id", "7"),
        ("id", "8"),
        ("modifiedFrom", "2026-08-06T09:00:00Z"),
        ("arrivalFrom", "2026-01-01"),
        ("arrivalTo", "2026-01-02"),
        ("departureFrom", "2026-01-03"),
        ("departureTo", "2026-01-04"),
        ("includeInvoiceItems", "true"),
        ("includeInfoItems", "true"),
        ("includeGuests", "true"),
        ("includeBookingGroup", "true"),
    ]


def test_pages_are_asked_for_by_number_with_the_same_query_and_the_offered_link_is_not_followed(
    make_client: MakeClient,
) -> None:
    first, second = answers(page(*numbered(1, 2), more=True)), answers(page(*numbered(3)))
    with Loopback(answers(token()), first, second) as server:
        pages = list(make_client(server.url).booking_pages(QUERY, "EUR"))
    assert [[each.beds24_id for each in page.bookings] for page in pages] == [[1, 2], [3]]
    assert [(each.number, each.last) for each in pages] == [(1, False), (2, True)]
    one, two = pairs_of(server, 1), pairs_of(server, 2)
    assert [*one[:-1], ("page", "2")] == two


def test_a_page_is_asked_for_only_when_it_is_taken(make_client: MakeClient) -> None:
    with Loopback(answers(token()), answers(page(*numbered(1), more=True))) as server:
        pages = make_client(server.url).booking_pages(QUERY, "EUR")
        assert server.heard == []
        next(pages)
        assert len(server.heard) == 2


def test_a_stop_between_pages_is_heard_until_resumed(make_client: MakeClient) -> None:
    with Loopback(answers(token()), answers(page(*numbered(1), more=True)), answers(page())) as server:
        client = make_client(server.url)
        pages = client.booking_pages(QUERY, "EUR")
        next(pages)
        client.stop()
        with pytest.raises(Stopped):
            next(pages)
        assert len(server.heard) == 2
        client.resume()
        assert next(client.booking_pages(QUERY, "EUR")).bookings == ()


def test_a_page_that_repeats_the_former_one_ends_the_walk(make_client: MakeClient) -> None:
    with pytest.raises(Garbled, match="same page twice"):
        walk(make_client, QUERY, answers(page(*numbered(1, 2), more=True)))


def test_a_list_without_end_is_given_up(make_client: MakeClient) -> None:
    deeds = [answers(page(*numbered(number), more=True)) for number in range(1, 60)]
    with Loopback(answers(token()), *deeds) as server:
        with pytest.raises(Garbled, match="does not come to an end"):
            list(make_client(server.url, most_pages=4).booking_pages(QUERY, "EUR"))
        assert len(server.heard) == 5


def test_a_page_tells_our_time_beds24s_time_and_its_number(make_client: MakeClient) -> None:
    (found,) = walk(make_client, QUERY, answers(page(), 200, {"Date": "Thu, 06 Aug 2026 08:59:30 GMT"}))
    assert found.asked_at == MORNING
    assert found.server_time == datetime(2026, 8, 6, 8, 59, 30, tzinfo=UTC)
    assert (found.number, found.last, found.bookings, found.unreadable) == (1, True, (), ())


@pytest.mark.parametrize("told", ["false", 0, False, "0"])
def test_the_end_is_understood_in_any_type(make_client: MakeClient, told: object) -> None:
    (found,) = walk(make_client, QUERY, answers(page(*numbered(1), pages={"nextPageExists": told})))
    assert found.last


@pytest.mark.parametrize("pages", [..., None, {}, {"nextPageExists": None}, {"nextPageExists": "perhaps"}])
def test_without_a_word_on_paging_a_short_page_is_the_last_and_a_full_one_is_not(
    make_client: MakeClient, pages: object
) -> None:
    def silent(*ids: int) -> Deed:
        body = page(*numbered(*ids), pages=pages)
        return answers({key: value for key, value in body.items() if value is not ...})

    found = walk(make_client, QUERY, silent(*range(1, 101)), silent(101), odd=Oddity.NO_PAGING)
    assert [each.last for each in found] == [False, True]


def test_a_row_older_than_asked_for_is_an_alarm_about_the_contract(make_client: MakeClient) -> None:
    query = BookingQuery(property_id=345754, modified_from=datetime(2026, 8, 5, 10, 0, 1, tzinfo=UTC))
    (found,) = walk(make_client, query, answers(page(*numbered(1))), odd=Oddity.FILTER_IGNORED)
    assert len(found.bookings) == 1


def test_a_row_of_the_very_second_asked_for_is_no_alarm(make_client: MakeClient) -> None:
    query = BookingQuery(property_id=345754, modified_from=datetime(2026, 8, 5, 10, 0, 0, 700_000, tzinfo=UTC))
    walk(make_client, query, answers(page(*numbered(1))))


def test_another_number_than_asked_for_is_an_alarm(make_client: MakeClient) -> None:
    query = BookingQuery(property_id=345754, ids=(1,))
    walk(make_client, query, answers(page(*numbered(1, 2))), odd=Oddity.NOT_ASKED_FOR)


def test_a_page_with_another_count_than_announced_is_an_alarm(make_client: MakeClient) -> None:
    walk(make_client, QUERY, answers(page(*numbered(1), count=2)), odd=Oddity.COUNT_DIFFERS)


def test_very_many_numbers_are_asked_for_in_parts_with_pages_numbered_through(make_client: MakeClient) -> None:
    query = BookingQuery(property_id=345754, ids=tuple(range(1, 251)))
    deeds = [answers(page(*numbered(number))) for number in (1, 101, 201)]
    with Loopback(answers(token()), *deeds) as server:
        pages = list(make_client(server.url).booking_pages(query, "EUR"))
    assert [(each.number, each.last) for each in pages] == [(1, False), (2, False), (3, True)]
    asked = [[value for key, value in pairs_of(server, number) if key == "id"] for number in (1, 2, 3)]
    assert [len(each) for each in asked] == [100, 100, 50]
    assert [value for part in asked for value in part] == [str(number) for number in range(1, 251)]


def details(*scopes: str) -> Deed:
    return answers({"validToken": True, "token": {"scopes": list(scopes)}})


def test_a_key_that_may_not_read_guests_reads_bookings_without_them(make_client: MakeClient) -> None:
    deeds = (REFUSED, answers(token(2)), REFUSED, details("read:bookings"), answers(page(*numbered(1))))
    with Loopback(answers(token()), *deeds, answers(page())) as server:
        client = make_client(server.url, includes=(Include.GUESTS, Include.BOOKING_GROUP))
        assert len(next(client.booking_pages(QUERY, "EUR")).bookings) == 1
        list(client.booking_pages(QUERY, "EUR"))
    sent = [{key for key, _ in pairs_of(server, number)} for number in (1, 5, 6)]
    assert ["includeGuests" in keys for keys in sent] == [True, False, False]
    assert all("includeBookingGroup" in keys for keys in sent)


@pytest.mark.parametrize("deed", [details("all:bookings-personal"), answers({"validToken": False})])
def test_a_key_refused_for_another_reason_stays_refused(make_client: MakeClient, deed: Deed) -> None:
    with Loopback(answers(token()), REFUSED, answers(token(2)), REFUSED, deed) as server:
        client = make_client(server.url, includes=(Include.GUESTS,))
        with pytest.raises(KeyRefused):
            list(client.booking_pages(QUERY, "EUR"))
        assert len(server.heard) == 5
