"""Card data in every place where a webhook can carry it ends nowhere: not on the disk, not in the log, not in words."""

import json
import re
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from console.domain.webhook_setup import PATH, USUAL_HEADER
from console.simulator.webhooks.cards import BOOKING_TOKEN, CANARIES, CARD_CODE, CARD_NUMBER, STRIPE_TOKEN, with_cards
from console.simulator.webhooks.faults import CardPlace
from tests.cli.hooks import (
    SECRET,
    all_worked_off,
    body_of,
    events,
    free_port,
    hearing,
    post,
    reservation,
    silence,
    tell_beds24,
)
from tests.cli.running import Beds24Process, Console, until

EXPORTS = ("reservations", "guests", "rooms", "events", "runs", "history", "parked")


def found_in(folder: Path, canaries: tuple[str, ...]) -> list[str]:
    """The files that hold one of them."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if any(one.encode() in file.read_bytes() for one in canaries)]


def test_no_card_and_no_secret_is_in_the_folder_the_log_or_the_exports(
    connected: Console, beds24: Beds24Process
) -> None:
    assert connected.run("webhook", "on", "--secret", "-", stdin=SECRET).code == 0
    port = free_port()
    tell_beds24(beds24, port, additionalData="CVCAndToken")
    beds24.order("webhook_fault", kind="card_data", times=None)
    with hearing(connected, port) as serving:
        (happened,) = beds24.order("happen", kind="new_booking")["happened"]
        (number,) = happened["booking_ids"]
        room = beds24.order("truth")["bookings"][0]["roomId"]
        beds24.order("create", roomId=room, arrival="2027-03-01", departure="2027-03-03", lastName="Cardholder")
        beds24.order("modify", id=number, notes="Late arrival")
        beds24.order("cancel", id=number)
        until(lambda: len(events(connected)) >= 4)
        all_worked_off(connected)
        until(lambda: _sent(beds24) >= 4)
        while_open = found_in(connected.folder, (*CANARIES, SECRET))
        ran, _ = serving.stop(signal.SIGTERM)
    silence(beds24)
    assert while_open == []
    assert found_in(connected.folder, (*CANARIES, SECRET)) == []
    for kind in EXPORTS:
        connected.run("export", kind)
        connected.run("export", kind, "--format", "csv")
    connected.run("events", "list")
    connected.run("reservation", "show", str(number))
    written = "".join((*connected.written, ran.out, ran.err))
    assert "Cardholder" in written  # so it was looked at the right place
    assert [one for one in (*CANARIES, SECRET, f"CVC {CARD_CODE}") if one in written] == []


def _sent(beds24: Beds24Process) -> int:
    """How many bodies with a card in them were acknowledged."""
    deliveries = beds24.order("deliveries")["deliveries"]
    bodies = [one for one in deliveries if any(CANARIES[0] in made["body"] for made in one["tries"])]
    return sum(one["outcome"] == "delivered" for one in bodies)


GOOD = (USUAL_HEADER, SECRET)
FORM = "application/x-www-form-urlencoded"
SHORT_NUMBER = "4222222222222"
"""A published test number of thirteen digits, as short as a card's can be."""

SPACED = " ".join(CARD_NUMBER[at : at + 4] for at in range(0, len(CARD_NUMBER), 4))
CARD = f"Card {SPACED} CVC {CARD_CODE} token {STRIPE_TOKEN} {BOOKING_TOKEN}"
CARD_QUERY = f"cvc={CARD_CODE}&stripeToken={STRIPE_TOKEN}&pcibookingToken={BOOKING_TOKEN}&cardNumber={CARD_NUMBER}"
EVERYWHERE = (*CANARIES, SHORT_NUMBER, SPACED)
_CODE_ALONE = re.compile(rf"(?<![0-9]){CARD_CODE}(?![0-9])")


def bodies_with_cards(booking: dict[str, Any]) -> Iterator[bytes]:
    """Every body that is read, with card data at every place of it, each altered so that it is an event of its own."""
    told = json.loads(body_of(booking | {"apiMessage": "", "notes": ""}))
    yield from (json.dumps(with_cards(told, place)).encode() for place in (*CardPlace, None))
    yield json.dumps(
        [with_cards(told | {"retries": 1}, None), with_cards(told | {"retries": 2}, CardPlace.TOP)]
    ).encode()
    named = {"event": f"booking.modified {CARD}", "id": CARD_NUMBER, "retries": CARD_NUMBER, "timeStamp": CARD_NUMBER}
    yield json.dumps(with_cards(told | named, None)).encode()
    odd: list[dict[str, Any]] = [
        {CARD_NUMBER: CARD_NUMBER},
        {"comments": {"pan": CARD_NUMBER}, "notes": [CARD_NUMBER], "message": int(CARD_NUMBER)},
        {"comments": CARD, "firstName": CARD_NUMBER, "email": f"{CARD_NUMBER}x", "phone": CARD_NUMBER, "city": CARD},
        {"unitId": int(CARD_NUMBER), "price": float(CARD_NUMBER), "numAdult": int(SHORT_NUMBER)},
        {"bookingGroup": {"master": int(SHORT_NUMBER), "ids": [int(SHORT_NUMBER), CARD_NUMBER]}},
        {"modifiedTime": CARD_NUMBER, "arrival": CARD_NUMBER},
        {"status": CARD_NUMBER, "apiReference": CARD_NUMBER, "reference": CARD_NUMBER},
        {"email": f"{CARD_NUMBER}@guest.example.com", "mobile": SHORT_NUMBER, "phone": f"+{SHORT_NUMBER}"},
    ]
    yield from (json.dumps(told | {"booking": told["booking"] | each}).encode() for each in odd)
    yield json.dumps({"propId": "1", "roomId": SHORT_NUMBER, "action": CARD, "cvc": CARD_CODE}).encode()


def unreadable_bodies() -> Iterator[bytes]:
    yield json.dumps({"booking": {"id": int(SHORT_NUMBER), "cvc": CARD_CODE}, "note": CARD}).encode()
    yield json.dumps({"booking": {"id": CARD_NUMBER}}).encode()
    yield json.dumps([CARD, {CARD: CARD}]).encode()
    yield CARD.encode()
    yield CARD_QUERY.encode()


def texts_in(database: Path) -> Iterator[str]:
    """Whatever stands as text or bytes in any table."""
    with closing(sqlite3.connect(database)) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                yield from (each for each in row if isinstance(each, str))
                yield from (each.decode("utf-8", "replace") for each in row if isinstance(each, bytes))


def test_a_card_at_any_place_of_any_request_ends_nowhere(
    connected: Console, beds24: Beds24Process, tmp_path: Path
) -> None:
    assert connected.run("webhook", "on", "--secret", "-", stdin=SECRET).code == 0
    port = free_port()
    booking = beds24.order("truth")["bookings"][0]
    query = f"?bookid={booking['id']}&status={quote(CARD)}&{CARD_QUERY}"
    headers = (("X-Card-Number", CARD_NUMBER), ("Cookie", CARD_QUERY), ("User-Agent", CARD), ("Authorization", CARD))
    with hearing(connected, port) as serving:
        codes = {post(port, body, GOOD) for body in bodies_with_cards(booking)}
        assert codes == {200}
        assert {post(port, body, GOOD) for body in unreadable_bodies()} == {400}
        assert post(port, b"", GOOD, *headers, method="GET", path=PATH + query) == 200
        assert post(port, CARD_QUERY.encode(), GOOD, *headers, path=PATH + query, kind=FORM) == 200
        assert post(port, CARD_QUERY.encode(), GOOD, path=f"{PATH}?bookid={SHORT_NUMBER}", kind=FORM) == 400
        assert post(port, body_of(booking), (USUAL_HEADER, CARD), *headers) == 401
        assert post(port, CARD.encode(), GOOD, path=f"{PATH}/{quote(CARD)}?{CARD_QUERY}") == 404
        assert post(port, CARD.encode(), GOOD, path=PATH + query, kind="text/plain") == 415
        all_worked_off(connected)
        assert found_in(connected.folder, (*EVERYWHERE, SECRET)) == []
        ran, _ = serving.stop(signal.SIGTERM)
    copy = tmp_path / "copy.db"
    assert connected.run("backup", str(copy)).code == 0
    for kind in EXPORTS:
        connected.run("export", kind)
        connected.run("export", kind, "--format", "csv")
    for words in (("events", "list"), ("webhook", "show"), ("reservation", "show", str(booking["id"])), ("doctor",)):
        connected.run(*words)
    assert found_in(tmp_path, (*EVERYWHERE, SECRET)) == []
    written = "".join((*connected.written, ran.out, ran.err))
    assert len(events(connected)) > len(CardPlace)  # so it was looked at the right place
    assert [one for one in (*EVERYWHERE, SECRET) if one in written] == []
    assert [text for text in texts_in(copy) if _CODE_ALONE.search(text)] == []


def test_a_notification_of_version_one_with_card_data_is_heard_and_its_codes_end_nowhere(
    connected: Console, beds24: Beds24Process
) -> None:
    assert connected.run("webhook", "on", "--secret", "-", stdin=SECRET).code == 0
    port = free_port()
    tell_beds24(beds24, port, version="one", additionalData="CVCAndToken")
    with hearing(connected, port) as serving:
        (happened,) = beds24.order("happen", kind="new_booking")["happened"]
        (number,) = happened["booking_ids"]
        until(lambda: reservation(connected, number) is not None)
        *_, delivery = beds24.order("deliveries")["deliveries"]
        serving.stop(signal.SIGTERM)
    silence(beds24)
    (made,) = delivery["tries"]
    assert (made["method"], made["code"]) == ("POST", 200)
    assert STRIPE_TOKEN in made["body"]
    assert found_in(connected.folder, (*EVERYWHERE, SECRET)) == []
    assert [text for text in texts_in(connected.folder / "night-porter.db") if _CODE_ALONE.search(text)] == []
