"""`webhook`: set up from the command line; the secret comes from standard input and is never shown."""

from dataclasses import replace
from datetime import timedelta

import pytest

from console.domain.applying import Source
from console.domain.clock import SystemClock
from console.domain.moments import moment_text
from console.domain.runs import Outcome, RunKind, Trigger
from console.services.applying import Applying, apply_in
from console.store.database import Database
from console.store.spool import Received
from console.store.store import Store
from console.vault.file_vault import vault_file
from tests.building import TODAY, booking
from tests.cli.running import Console, make_quick_vault

SECRET = "a-webhook-canary-0123456789"
ADDRESS = "/api/integrations/beds24/webhook"


def test_it_is_off_until_it_is_switched_on_with_a_secret(connected: Console) -> None:
    shown = connected.run("webhook", "show", "--json").json()
    assert (shown["enabled"], shown["has_secret"], shown["mode"]) == (False, False, "header")
    refused = connected.run("webhook", "on")
    assert refused.code == 2
    assert "needs a secret" in refused.err
    ran = connected.run("webhook", "on", "--secret", "-", "--json", stdin=f"{SECRET}\n")
    assert (ran.code, ran.json()["enabled"], ran.json()["path"]) == (0, True, ADDRESS)


def test_what_is_told_to_a_person_names_address_and_header(connected: Console) -> None:
    words = ("--header", "X-Hotel-Key", "--public-url", "https://hotel.example", "--path", "secret")
    connected.run("webhook", "on", "--secret", "-", *words, stdin=SECRET)
    told = connected.run("webhook", "show").out
    assert f"https://hotel.example{ADDRESS}/" in told
    assert "X-Hotel-Key" in told
    assert "off" in connected.run("webhook", "off").out
    assert connected.run("webhook", "show", "--json").json()["header_name"] == "X-Hotel-Key"


def test_the_quick_tunnel_is_switched_on_and_off_and_enters_its_own_address(connected: Console) -> None:
    connected.run("webhook", "on", "--secret", "-", "--tunnel", "quick", stdin=SECRET)
    shown = connected.run("webhook", "show")
    assert "once it is open" in shown.out
    assert "another one at every start" in shown.out
    assert connected.run("webhook", "show", "--json").json()["quick_tunnel"] is True
    refused = connected.run("webhook", "on", "--public-url", "https://hotel.example")
    assert refused.code == 2
    assert "Switch it off first" in refused.err
    words = ("--tunnel", "own", "--public-url", "https://hotel.example", "--json")
    told = connected.run("webhook", "on", *words).json()
    assert (told["quick_tunnel"], told["public_url"]) == (False, "https://hotel.example")


def test_a_new_secret_leaves_the_former_one_good_for_a_while(connected: Console) -> None:
    connected.run("webhook", "on", "--secret", "-", stdin=SECRET)
    ran = connected.run("webhook", "on", "--secret", "-", "--days", "3", stdin=SECRET[::-1])
    assert "The previous secret is accepted until" in ran.out


def test_the_secret_is_in_no_output_and_no_file(connected: Console) -> None:
    connected.run("webhook", "on", "--secret", "-", stdin=SECRET)
    connected.run("webhook", "on", "--secret", "-", stdin=f"{SECRET}-again")
    for words in (("webhook", "show"), ("webhook", "show", "--json"), ("doctor",), ("webhook", "off")):
        connected.run(*words)
    assert not any(SECRET in text for text in connected.written)
    for file in connected.folder.rglob("*"):
        assert not file.is_file() or SECRET.encode() not in file.read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ("--secret", SECRET),
        ("--secret", "-", "--header", "X_Bad"),
        ("--secret", "-", "--public-url", "http://hotel.example"),
        ("--secret", "-", "--mode", "none"),
        ("--secret", "-", "--days", "100"),
        ("--days", "3"),
    ],
)
def test_wrong_words_change_nothing_and_do_not_repeat_a_secret(connected: Console, words: tuple[str, ...]) -> None:
    ran = connected.run("webhook", "on", *words, stdin=SECRET)
    assert ran.code == 2
    assert SECRET not in ran.err
    assert not connected.run("webhook", "show", "--json").json()["enabled"]


def test_doctor_tells_how_the_webhook_stands_and_what_to_do(connected: Console) -> None:
    def told() -> dict[str, dict[str, str]]:
        findings = connected.run("doctor", "--json").json()["findings"]
        return {finding["subject"]: finding for finding in findings}

    assert told()["Webhook"]["ok"]
    connected.run("webhook", "on", "--secret", "-", stdin=SECRET)
    connected.run("webhook", "on", "--secret", "-", stdin=f"{SECRET}-again")
    findings = told()
    assert "webhook show" in findings["Webhook"]["to_do"]
    assert "serve" in findings["Listener"]["to_do"]
    assert "accepted for" in findings["Former secret"]["state"]
    vault_file(connected.folder).unlink()
    make_quick_vault(connected.folder)
    assert "Enter the secret again" in told()["Webhook"]["to_do"]


def test_what_it_is_worth_is_told_to_people_and_programs(connected: Console) -> None:
    connected.run("webhook", "on", "--secret", "-", stdin=SECRET)
    shown = connected.run("webhook", "show", "--json").json()
    assert shown["silent_since"] is None
    assert shown["enabled_at"] is not None
    week = {key: value for key, value in shown["last_week"].items() if key != "since"}
    assert week == {
        "changes": 0,
        "heard_first_by_webhook": 0,
        "heard_first_by_check": 0,
        "median_delay_seconds": None,
        "duplicates_dropped": 0,
        "wrong_secrets_refused": 0,
    }
    nothing = "no booking changed; 0 duplicates dropped; 0 wrong secrets refused."
    told = _scores(connected)
    assert len(told) == 1
    assert told[0].startswith("Heard first, since the switch-on, ")
    assert told[0].endswith(nothing)
    _switched_on(connected, days=3)
    today, lately = _scores(connected)
    assert today == f"Heard first, last 24 h: {nothing}"
    assert lately.startswith("Heard first, since the switch-on, ")
    _switched_on(connected, days=10)
    assert _scores(connected)[1] == f"Heard first, last 7 days: {nothing}"


def _scores(console: Console) -> list[str]:
    lines = console.run("webhook", "show").out.splitlines()
    return [line for line in lines if line.startswith("Heard first")]


def _switched_on(console: Console, days: int) -> None:
    """So many days ago."""
    store = Store(Database(console.folder / "night-porter.db"))
    with store.database.connected(), store.writing() as session:
        (config,) = session.config.all()
        at = moment_text(SystemClock().now() - timedelta(days=days))
        session.webhook_settings.change(config.property_id, enabled_at=at)
    store.close()


def test_one_that_has_fallen_silent_is_told_by_show_and_doctor(connected: Console) -> None:
    connected.run("webhook", "on", "--secret", "-", stdin=SECRET)
    lose_three(connected)
    assert connected.run("webhook", "show", "--json").json()["silent_since"] is not None
    told = connected.run("webhook", "show").out
    assert "although 3 bookings changed." in told
    assert ": 3 changes: 0 by webhook, 3 by a check; half known within 1 min 0 s" in told
    ran = connected.run("doctor", "--json")
    findings = {finding["subject"]: finding for finding in ran.json()["findings"]}
    assert ran.code == 1
    assert findings["Silence"]["state"].startswith("silent for 2 h 0 min, while 3 bookings changed")
    assert "Instant messages" in findings["Silence"]["to_do"]
    assert findings["Heard first"]["ok"]


def lose_three(console: Console) -> None:
    """A webhook came two hours ago and none since; three bookings of portals were found by checks in the last hour."""
    store = Store(Database(console.folder / "night-porter.db"))
    now = SystemClock().now()
    with store.database.connected(), store.writing() as session:
        (config,) = session.config.all()
        heard = moment_text(now - timedelta(hours=2))
        session.webhook_settings.change(config.property_id, secret_used_at=heard, enabled_at=heard)
        for number in range(4):
            at = now - timedelta(minutes=60 - 5 * number)
            run = session.runs.open(RunKind.PULL, Trigger.SCHEDULE, at, None)
            found = booking(
                number,
                property_id=config.property_id,
                status="cancelled",
                api_source="Booking.com",
                modified_at=at - timedelta(minutes=1),
            )
            applying = Applying(
                property_id=config.property_id, currency="EUR", today=TODAY, at=at, source=Source.PULL, run_id=run.id
            )
            apply_in(session, [Received(found, at)] if number else [], applying)
            session.runs.close(replace(run, outcome=Outcome.DONE, finished_at=at))
    store.close()
