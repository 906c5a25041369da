"""Card data in every place where a webhook can carry it ends nowhere: not on the disk, not in the log, not in words."""

import signal
from pathlib import Path

from console.simulator.webhooks.cards import CANARIES, CARD_CODE
from tests.cli.hooks import (
    SECRET,
    all_worked_off,
    events,
    free_port,
    hearing,
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
