"""Erasing a guest: nothing that tells of them is left anywhere, the figures stay, and they do not come back."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from console.domain.announcing import GuestsChanged, ReservationsChanged
from console.domain.applying import Source
from console.domain.asking import ReceivedMessage
from console.domain.booking import Booking, Cause, GuestMessage, ParkedItem, booking_key
from console.domain.companion import Companion
from console.domain.errors import WrongInput
from console.domain.guests.card import CardField
from console.domain.hook_bodies import read_body
from console.domain.hooks import Slot
from console.services.applying import park_unreadable
from console.services.guest_decisions import GuestDesk
from console.services.guest_erasing import ErasingDesk, apply_ledger
from console.services.guest_rematching import match_again
from console.services.inbox import take_in
from console.services.messages import keep_messages
from console.services.rebuilding import rebuild_reservation
from console.services.webhook_handling import process_event
from console.store.backup import back_up, restore
from console.store.database import Database
from console.store.store import MIGRATIONS, Store
from console.store.versions import known_version
from tests.building import NOW, booking, later
from tests.fakes.beds24 import StillClock
from tests.storing import apply, applying, new_store, rows, stored

CANARY = "kanarienvogel"
FIGURES = ("status", "arrival", "departure", "room_type_id", "unit_id", "price", "channel", "country", "adults")


@pytest.fixture
def desk(store: Store) -> ErasingDesk:
    return ErasingDesk(store, StillClock())


def bird(number: int = 1, **changes: Any) -> Booking:
    """A booking that says the canary wherever anything can be said."""
    told = {
        "title": f"Dr. {CANARY}",
        "first_name": "Tweety",
        "last_name": f"{CANARY.title()}",
        "email": f"{CANARY}@berger.example",
        "phone": "+43 664 5550142",
        "mobile": "+43 664 5550143",
        "company": f"{CANARY} GmbH",
        "address": f"{CANARY}gasse 1",
        "city": f"{CANARY}stadt",
        "state": CANARY,
        "postcode": f"A-{CANARY}",
        "country": "AT",
        "language": CANARY,
        "arrival_time": f"{CANARY} at six",
        "comments": f"For {CANARY}",
        "notes": f"Knows {CANARY}",
        "message": f"Yours, {CANARY}",
        "group_note": CANARY,
        "reference": CANARY,
        "voucher": CANARY,
        "flag_text": CANARY,
        "rate_description": CANARY,
        "raw": json.dumps({"id": number, "lastName": CANARY}).encode(),
        "messages": (GuestMessage(number * 10, NOW, "guest", f"I am {CANARY}", read=False),),
    }
    return booking(number, **(told | changes))


def guest_of(store: Store, number: int) -> int:
    (found,) = rows(store, "SELECT guest_id FROM reservations WHERE beds24_id = ?", number)
    return int(found[0])


def whole_content(store: Store) -> str:
    """Every value of every table."""
    with store.reading() as session:
        tables = [name for (name,) in session.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return "\n".join(str(row) for table in tables for row in session.connection.execute(f"SELECT * FROM {table}"))


def says_canary(folder: Path, but_not: tuple[str, ...] = ()) -> list[str]:
    """The files that hold it in any case."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(but_not or ("\0",))]
    return sorted(path.name for path in files if CANARY.encode() in path.read_bytes().lower())


def hook_body(number: int, **changes: Any) -> bytes:
    told = {
        "id": number, "propertyId": 4711, "roomId": 100, "unitId": 1, "status": "confirmed", "arrival": "2026-05-12",
        "departure": "2026-05-16", "modifiedTime": "2026-05-12T13:00:00Z", "lastName": CANARY, "firstName": "Tweety",
    }  # fmt: skip
    sent = {"timeStamp": "2026-05-12T13:00:01Z", "booking": told | changes, "messages": [
        {"id": 77, "bookingId": number, "time": "2026-05-12T13:00:00Z", "read": False, "source": "guest",
         "message": f"hello from {CANARY}"}]}  # fmt: skip
    return json.dumps(sent).encode()


def hear(store: Store, body: bytes) -> None:
    """A webhook that is kept and worked off."""
    notices = read_body(body, "")
    assert isinstance(notices, tuple)
    taken = take_in(store, body, notices, Slot.CURRENT, NOW + timedelta(hours=2))
    with store.writing() as session:
        for claimed in session.inbox.claim(NOW + timedelta(hours=3), 50):
            context = applying(Source.WEBHOOK, at=NOW + timedelta(hours=3))
            session.inbox.close(
                claimed.event.id, process_event(session, claimed.event, claimed.fields, context), context.at, None
            )
    assert len(taken.new) == 1


def test_nothing_of_the_guest_is_left_and_the_figures_of_their_stays_remain(store: Store, desk: ErasingDesk) -> None:
    apply(store, bird(1), bird(2, unit_id=2, status="cancelled"), booking(3, unit_id=3))
    apply(store, later(bird(1, last_name=f"{CANARY.title()}-Neu", price=31000)))
    before = {number: stored(store, *FIGURES, beds24_id=number) for number in (1, 2)}
    assert CANARY in whole_content(store).lower()
    proof = desk.erase(guest_of(store, 1))
    assert CANARY not in whole_content(store).lower()
    assert {number: stored(store, *FIGURES, beds24_id=number) for number in (1, 2)} == before
    assert rows(store, "SELECT count(*) FROM guests") == [(1,)]
    assert len(proof.bookings) == 2
    assert proof.removed["reservations"] == 2
    assert proof.removed["bodies"] >= 2
    assert proof.removed["messages"] == 2
    assert proof.removed["history_values"] == 1
    assert proof.scrubbed


def test_the_file_and_its_log_hold_nothing_of_the_guest(store: Store, desk: ErasingDesk, tmp_path: Path) -> None:
    apply(store, bird(1), *(booking(number, unit_id=0) for number in range(3, 200)))
    for step in range(1, 6):
        apply(store, later(bird(1, comments=f"{CANARY} {step} " * 200), step * 60))
    store.database.tidy()
    assert says_canary(tmp_path) == ["hotel.db"]
    desk.erase(guest_of(store, 1))
    assert says_canary(tmp_path) == []


def test_a_file_that_somebody_reads_is_written_anew_at_the_next_start(
    store: Store, desk: ErasingDesk, tmp_path: Path
) -> None:
    apply(store, bird(1))
    other = Database(store.database.path, busy_timeout=0.05)
    with other.connected(), other.snapshot() as reader:
        reader.execute("SELECT count(*) FROM reservations").fetchall()
        impatient = Store(Database(store.database.path, busy_timeout=0.05))
        proof = ErasingDesk(impatient, StillClock()).erase(guest_of(store, 1))
        impatient.close()
    other.close()
    assert not proof.scrubbed
    assert store.owes_erasures()
    assert apply_ledger(store, NOW) == 0
    assert says_canary(tmp_path) == []
    assert not store.owes_erasures()


def test_a_full_sync_a_webhook_and_messages_bring_nothing_back(store: Store, desk: ErasingDesk) -> None:
    apply(store, bird(1))
    desk.erase(guest_of(store, 1))
    applied = apply(store, bird(1), read_at=NOW + timedelta(hours=1), source=Source.FULL_SYNC)
    assert applied.counts.unchanged == 1
    changed = apply(store, later(bird(1, departure=NOW.date() + timedelta(days=5))), source=Source.FULL_SYNC)
    assert len(changed.changed) == 1
    assert stored(store, "departure")["departure"] == "2026-05-17"
    hear(store, hook_body(1))
    keep_messages(store, [ReceivedMessage(1, GuestMessage(99, NOW, "guest", CANARY, read=False))], lambda _news: None)
    park_unreadable(store, [ParkedItem(booking_key(1), Cause.UNREADABLE, "?", CANARY.encode(), 1)], NOW)
    apply(store, later(bird(1, room_type_id=999), 7200))
    assert CANARY not in whole_content(store).lower()
    assert rows(store, "SELECT count(*) FROM guests") == [(0,)]
    assert rebuild_reservation(store, 1, NOW).differences == ()


def test_a_webhook_that_waits_asks_for_its_booking_instead(store: Store, desk: ErasingDesk) -> None:
    apply(store, bird(1))
    body = hook_body(1)
    notices = read_body(body, "")
    assert isinstance(notices, tuple)
    take_in(store, body, notices, Slot.CURRENT, NOW)
    assert CANARY in whole_content(store)
    desk.erase(guest_of(store, 1))
    assert CANARY not in whole_content(store)
    assert rows(store, "SELECT kind, state FROM webhook_events") == [("hint", "pending")]


def test_a_restore_of_a_former_backup_brings_nobody_back(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        apply(store, bird(1), booking(2, unit_id=2))
        former = back_up(store.database.path, tmp_path / "former.db", NOW).path
        ErasingDesk(store, StillClock()).erase(guest_of(store, 1))
        figures = stored(store, *FIGURES)
    restore(former, tmp_path / "hotel.db", known_version(MIGRATIONS), NOW)
    store = Store(Database(tmp_path / "hotel.db"))
    assert CANARY in whole_content(store)
    assert store.owes_erasures()
    assert apply_ledger(store, NOW) == 1
    assert CANARY not in whole_content(store).lower()
    assert stored(store, *FIGURES) == figures
    assert stored(store, "last_name", beds24_id=2) == {"last_name": "Beispiel 2"}
    assert not store.owes_erasures()
    apply(store, bird(1), source=Source.FULL_SYNC)
    assert CANARY not in whole_content(store).lower()
    store.close()
    assert says_canary(tmp_path, but_not=("former", "hotel.db.before")) == []


def test_a_backup_from_before_the_booking_keeps_its_guest_out_too(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        former = back_up(store.database.path, tmp_path / "former.db", NOW).path
        apply(store, bird(1))
        ErasingDesk(store, StillClock()).erase(guest_of(store, 1))
    restore(former, tmp_path / "hotel.db", known_version(MIGRATIONS), NOW)
    store = Store(Database(tmp_path / "hotel.db"))
    apply_ledger(store, NOW)
    assert apply(store, bird(1)).created
    assert CANARY not in whole_content(store).lower()
    assert stored(store, "price", "erased_at") == {"price": 30000, "erased_at": "2026-05-12T12:00:00Z"}
    store.close()


def test_on_another_machine_a_later_backup_alone_keeps_the_guest_out(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    with new_store(here) as store:
        apply(store, bird(1))
        ErasingDesk(store, StillClock()).erase(guest_of(store, 1))
        back_up(store.database.path, there / "hotel.db", NOW)
    store = Store(Database(there / "hotel.db"))
    assert store.owes_erasures()
    apply_ledger(store, NOW)
    apply(store, bird(1))
    assert CANARY not in whole_content(store).lower()
    store.close()


def test_a_new_booking_of_the_same_person_is_a_new_guest(store: Store, desk: ErasingDesk) -> None:
    apply(store, bird(1))
    gone = guest_of(store, 1)
    desk.erase(gone)
    apply(store, bird(7, unit_id=2))
    assert guest_of(store, 7) != gone
    assert stored(store, "email", beds24_id=7) == {"email": f"{CANARY}@berger.example"}


def test_the_number_of_an_erased_guest_leads_to_nobody_else(store: Store, desk: ErasingDesk) -> None:
    apply(store, bird(1))
    gone = guest_of(store, 1)
    desk.erase(gone)
    apply(store, booking(2))
    assert guest_of(store, 2) != gone
    with pytest.raises(WrongInput, match="erased already"):
        desk.erase(gone)
    with pytest.raises(WrongInput, match="no guest"):
        desk.erase(4_000)


def test_what_people_said_of_the_guest_goes_also_from_other_cards(store: Store, desk: ErasingDesk) -> None:
    apply(store, bird(1), booking(2, unit_id=2))
    guests = GuestDesk(store, StillClock())
    merged = guests.merge(guest_of(store, 2), guest_of(store, 1), {CardField.CITY: f"{CANARY}stadt"}, note=CANARY)
    guests.undo(merged.number)
    desk.erase(guest_of(store, 1))
    assert CANARY not in whole_content(store).lower()
    assert stored(store, "last_name", beds24_id=2) == {"last_name": "Beispiel 2"}


def test_something_unreadable_without_a_number_goes_where_it_names_them(store: Store, desk: ErasingDesk) -> None:
    apply(store, bird(1), booking(2, unit_id=2))
    payloads = [json.dumps({"email": bird().email, "x": "kö"}).encode(), b'{"email": "else@berger.example"}']
    park_unreadable(
        store, [ParkedItem(f"item:{n}", Cause.UNREADABLE, "?", payload) for n, payload in enumerate(payloads)], NOW
    )
    desk.erase(guest_of(store, 1))
    assert rows(store, "SELECT payload FROM parked ORDER BY key") == [(b"",), (payloads[1],)]


def test_the_plan_names_the_backups_that_hold_the_guest_and_only_our_own_are_deleted(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        desk = ErasingDesk(store, StillClock())
        apply(store, booking(2, unit_id=2))
        folder = tmp_path / "backups"
        folder.mkdir(exist_ok=True)
        for name in ("20260501T030000Z-daily", "20260501T030001Z-by-hand"):
            back_up(store.database.path, folder / f"night-porter-{name}.db", NOW)
        apply(store, bird(1))
        for name in ("20260511T030000Z-daily", "20260511T030001Z-by-hand", "20260511T030002Z-before-upgrade"):
            back_up(store.database.path, folder / f"night-porter-{name}.db", NOW)
        plan = desk.plan(guest_of(store, 1), "2026-05-12")
        assert (plan.stays, plan.not_over) == (1, "2026-05-15")
        assert [(one.occasion, one.is_own) for one in plan.backups] == [
            ("before-upgrade", True),
            ("by-hand", False),
            ("daily", True),
        ]
        assert plan.backups[2].until is not None
        proof = desk.erase(guest_of(store, 1))
        assert proof.backups == plan.backups
        with pytest.raises(WrongInput):
            desk.forget_backups([plan.backups[1].path])
        desk.forget_backups(one.path for one in plan.backups if one.is_own)
    assert sorted(path.name for path in folder.iterdir()) == [
        "night-porter-20260501T030000Z-daily.db",
        "night-porter-20260501T030001Z-by-hand.db",
        "night-porter-20260511T030001Z-by-hand.db",
        "night-porter-20260804T090000Z-daily.db",
    ]


def test_whoever_shows_something_hears_of_it(store: Store) -> None:
    heard: list[object] = []
    apply(store, bird(1))
    guest = guest_of(store, 1)
    ErasingDesk(store, StillClock(), heard.append).erase(guest)
    assert heard == [ReservationsChanged((1,)), GuestsChanged((guest,))]


@pytest.fixture
def torn(tmp_path: Path) -> Iterator[Store]:
    """A store whose ledger was written while its transaction never was."""
    with new_store(tmp_path) as store:
        apply(store, bird(1), booking(2, unit_id=2))
        former = back_up(store.database.path, tmp_path / "former.db", NOW).path
        ErasingDesk(store, StillClock()).erase(guest_of(store, 1))
    former.replace(tmp_path / "hotel.db")
    store = Store(Database(tmp_path / "hotel.db"))
    yield store
    store.close()


def test_a_ledger_that_a_crash_cut_short_is_read_as_far_as_it_goes(torn: Store, tmp_path: Path) -> None:
    ledger = tmp_path / "night-porter.erased"
    whole = ledger.read_bytes()
    ledger.write_bytes(whole + whole.splitlines()[1][:40])
    apply_ledger(torn, NOW)
    assert CANARY not in whole_content(torn).lower()
    ErasingDesk(torn, StillClock()).erase(guest_of(torn, 2))
    assert [one.guest for one in torn.ledger.erasures()] == [1, 2]


def test_the_ledger_names_nobody(store: Store, desk: ErasingDesk, tmp_path: Path) -> None:
    apply(store, replace(bird(987654321), unit_id=1))
    desk.erase(guest_of(store, 987654321))
    ledger = tmp_path / "night-porter.erased"
    text = ledger.read_text()
    assert not {word for word in (CANARY, "987654321", "5550142", "berger.example", "Tweety") if word in text}
    assert ledger.stat().st_mode & 0o077 == 0
    assert len(store.ledger.erasures_of("+436645550142")) == 1
    assert store.ledger.erasures_of("+436645550199") == ()


def along(number: int, **changes: Any) -> Booking:
    """A booking of somebody else's in which the canary comes along, and Ina too."""
    canary = Companion(71, "Tweety", CANARY.title(), email=f"{CANARY}@holz.example", phone="+43 664 5550177")
    raw = json.dumps({"id": number, "guests": [{"firstName": "Tweety", "lastName": CANARY}]}).encode()
    return booking(number, **({"companions": (canary, Companion(72, "Ina", "Maier")), "raw": raw} | changes))


def test_who_came_along_is_erased_and_whoever_booked_stays(store: Store, desk: ErasingDesk) -> None:
    apply(store, along(1), along(2, unit_id=2, last_name="Holz", email="holz@holz.example"))
    apply(store, later(along(1), companions=(*(along(1).companions or ()), Companion(73, "Uwe", "Neu"))))
    (guest,) = rows(store, "SELECT guest_id FROM guest_profiles WHERE reservation_id = 1 AND seq = 71")
    proof = desk.erase(int(guest[0]))
    assert CANARY not in whole_content(store).lower()
    assert len(proof.sources) == 2
    assert proof.bookings == ()
    assert stored(store, "last_name", "email") == {"last_name": "Beispiel 1", "email": "anna1@example.org"}
    names = {name for (name,) in rows(store, "SELECT name FROM guests")}
    assert names == {"Anna Beispiel 1", "Anna Holz", "Ina Maier", "Uwe Neu"}
    for bring in (along(1), later(along(1), 7200, price=1), later(along(2, unit_id=2), 7200, price=2)):
        apply(store, bring, source=Source.FULL_SYNC)
    match_again(store, StillClock(), lambda: None)
    assert CANARY not in whole_content(store).lower()
    assert "Ina Maier" in {name for (name,) in rows(store, "SELECT name FROM guests")}


def test_whoever_came_along_stays_when_the_booker_is_erased(store: Store, desk: ErasingDesk) -> None:
    family = (
        Companion(70, f"{CANARY.title()}", "Tweety"),
        Companion(0, "Ina", "Maier", email=f"{CANARY}@berger.example", phone="0664 5550142"),
        Companion(72, "Otto", "Holz", email="otto@holz.example"),
    )
    apply(store, bird(1, companions=family))
    desk.erase(guest_of(store, 1))
    assert CANARY not in whole_content(store).lower()
    assert set(rows(store, "SELECT name, email FROM guests")) == {("Ina Maier", ""), ("Otto Holz", "otto@holz.example")}
    applied = apply(store, bird(1, companions=family), source=Source.FULL_SYNC)
    assert applied.counts.unchanged == 1
    apply(store, later(bird(1, companions=family, price=1)), source=Source.FULL_SYNC)
    assert CANARY not in whole_content(store).lower()
    assert len(rows(store, "SELECT * FROM guests")) == 2


def test_a_restore_and_a_move_bring_nobody_back_who_came_along(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    with new_store(tmp_path) as store:
        apply(store, along(1))
        former = back_up(store.database.path, tmp_path / "former.db", NOW).path
        (guest,) = rows(store, "SELECT guest_id FROM guest_profiles WHERE seq = 71")
        assert ErasingDesk(store, StillClock()).plan(int(guest[0]), "2026-05-12").stays == 0
        ErasingDesk(store, StillClock()).erase(int(guest[0]))
        back_up(store.database.path, there / "hotel.db", NOW)
    restore(former, tmp_path / "hotel.db", known_version(MIGRATIONS), NOW)
    for folder in (tmp_path, there):
        store = Store(Database(folder / "hotel.db"))
        apply_ledger(store, NOW)
        assert CANARY not in whole_content(store).lower()
        apply(store, later(along(1), price=5))
        assert CANARY not in whole_content(store).lower()
        assert rows(store, "SELECT name FROM guests ORDER BY name") == [("Anna Beispiel 1",), ("Ina Maier",)]
        store.close()
