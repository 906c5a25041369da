"""Lists of guests' messages: what is asked, what is read of each, what is left out."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from console.beds24.messages import read_message
from console.beds24.oddities import Oddity
from console.beds24.reading import Unfit
from console.domain.asking import MessageQuery
from console.domain.booking import GuestMessage
from console.domain.errors import Garbled, KeyRefused
from tests.beds24.conftest import MakeClient
from tests.beds24.loopback import Loopback, answers
from tests.beds24.payloads import page, token
from tests.beds24.test_bookings import REFUSED, pairs_of

MESSAGE = {
    "id": 501, "bookingId": 90923575, "roomId": 713992, "propertyId": 345754, "authorOwnerId": None,
    "time": "2026-08-05T18:17:10Z", "read": False, "message": "Is there a car park?", "source": "guest",
    "attachment": None, "attachmentName": None, "attachmentMimeType": None,
}  # fmt: skip
AT = datetime(2026, 8, 5, 18, 17, 10, tzinfo=UTC)
QUERY = MessageQuery(property_id=345754)


def read(**changes: Any) -> GuestMessage:
    return read_message(json.dumps({**MESSAGE, **changes}).encode(), lambda _odd: None).message


def test_a_message_is_read_with_its_booking(make_client: MakeClient) -> None:
    with Loopback(answers(token()), answers(page(MESSAGE))) as server:
        (found,) = make_client(server.url).message_pages(QUERY)
    (received,) = found.messages
    assert received.booking_id == 90923575
    assert received.message == GuestMessage(501, AT, "guest", "Is there a car park?", read=False)
    assert (found.number, found.unreadable, found.last) == (1, 0, True)


def test_bookings_are_sent_as_repeated_keys_a_hundred_at_once_and_the_age_in_days(make_client: MakeClient) -> None:
    query = MessageQuery(property_id=1, booking_ids=tuple(range(1, 102)), max_age_days=30)
    with Loopback(answers(token()), answers(page(MESSAGE)), answers(page())) as server:
        pages = list(make_client(server.url).message_pages(query))
    assert [(one.number, one.last) for one in pages] == [(1, False), (2, True)]
    assert "/bookings/messages?" in server.targets()[1]
    first, second = pairs_of(server, 1), pairs_of(server, 2)
    assert [value for key, value in first if key == "bookingId"] == [str(number) for number in range(1, 101)]
    assert second == [("propertyId", "1"), ("bookingId", "101"), ("maxAge", "30"), ("page", "1")]


def test_pages_are_read_to_the_last(make_client: MakeClient) -> None:
    with Loopback(answers(token()), answers(page(MESSAGE, more=True)), answers(page({**MESSAGE, "id": 502}))) as server:
        pages = list(make_client(server.url).message_pages(QUERY))
    assert [one.message.beds24_message_id for each in pages for one in each.messages] == [501, 502]


def test_a_list_without_an_end_is_given_up(make_client: MakeClient) -> None:
    same = answers(page(MESSAGE, more=True))
    with Loopback(answers(token()), same, same) as server, pytest.raises(Garbled):
        list(make_client(server.url).message_pages(QUERY))


@pytest.mark.parametrize(
    "spoilt",
    [5, None, "text", [], {}, {**MESSAGE, "id": None}, {**MESSAGE, "bookingId": "x"}, {**MESSAGE, "time": "yesterday"}],
)
def test_one_message_that_cannot_be_read_is_left_out_and_counted(make_client: MakeClient, spoilt: Any) -> None:
    with Loopback(answers(token()), answers(page(MESSAGE, spoilt))) as server:
        client = make_client(server.url)
        (found,) = client.message_pages(QUERY)
    assert [one.message.beds24_message_id for one in found.messages] == [501]
    assert found.unreadable == 1
    assert client.oddities()[Oddity.MESSAGE_UNREADABLE] == 1


def test_a_key_that_may_not_read_them_is_refused_after_one_renewal(make_client: MakeClient) -> None:
    with Loopback(answers(token()), REFUSED, answers(token(2)), REFUSED) as server, pytest.raises(KeyRefused):
        list(make_client(server.url).message_pages(QUERY))


@pytest.mark.parametrize(
    ("told", "expected"), [(True, True), (False, False), ("false", False), (0, False), (None, True), ("what", True)]
)
def test_only_a_plain_no_means_unread(told: Any, *, expected: bool) -> None:
    assert read(read=told).read is expected


def test_what_was_not_told_leaves_the_message_readable() -> None:
    message = read(message=None, source=None, read=None)
    assert (message.author, message.text) == ("unknown", "")
    assert read(source="internalNotes").author == "internalNote"
    assert read(message=["odd"], source={}).text == ""


def test_the_text_is_for_people_and_long_ones_are_cut() -> None:
    assert read(message="Fish &amp; chips?\r\n谢谢 مرحبا").text == "Fish & chips?\r\n谢谢 مرحبا"
    assert len(read(message="x" * 30_000).text) == 20_000


def test_card_data_in_a_message_is_masked() -> None:
    text = read(message="My card is 4111 1111 1111 1111, cvc 123").text
    assert "4111" not in text.replace(" ", "")
    assert "123" not in text


def test_of_a_file_only_its_name_is_kept() -> None:
    message = read(message="", attachment="aGVsbG8=" * 10_000, attachmentName="passport.jpg")
    assert message.attachment == "passport.jpg"
    assert read(attachment="aGVsbG8=").attachment == "unknown"
    assert read().attachment == ""


def test_a_moment_between_two_seconds_is_the_same_whenever_it_is_read() -> None:
    assert read(time="2026-08-05T18:17:10.700Z").sent_at == AT


def test_what_is_no_json_is_unfit() -> None:
    with pytest.raises(Unfit):
        read_message(b"{", lambda _odd: None)
