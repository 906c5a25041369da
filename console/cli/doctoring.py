"""`doctor`: whether all is well, a line each, and one thing to do where it is not."""

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version

from console.cli.agreeing import sentence_of, span
from console.cli.connecting import missing_powers
from console.cli.counting import counted
from console.cli.exit_codes import ExitCode
from console.cli.output import Output
from console.cli.runs_told import KIND_WORDS
from console.cli.scoring import score_words
from console.domain.agreement import ProofState
from console.domain.config import Beds24Config
from console.domain.errors import ConsoleError
from console.domain.silence import Silence
from console.domain.webhook_setup import WebhookSetup
from console.services.agreement import Agreed
from console.services.outbox_rows import OutboxStanding
from console.services.scorecard import Scorecard
from console.services.status import HotelStatus, OnlineStatus
from console.store.examining import Standing
from console.store.health import Health
from console.store.in_charge import Holder

_LIBRARIES = ("apsw", "peewee", "httpx", "msgspec", "cryptography", "keyring", "apscheduler", "uvicorn")
_MEGABYTE = 1024 * 1024
_KEY_SOON_DEAD_DAYS = 7
_WRONG_CLOCK = timedelta(seconds=60)
_AFTER_COMPARING = {
    ProofState.AGREE: "",
    ProofState.DIFFER: "See which: export discrepancies, or reconcile",
    ProofState.STALE: "Prove it again with: reconcile",
}
_OVERBOOKED = "The window shows the ways out, under Reconcile; or: export overbookings"
_AFTER_THE_BRAKE = "Look at it with sync --check-only, then decide; sync --full --apply-anyway applies it."


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, how it is, and what to do where it is not well (empty when it is)."""

    subject: str
    state: str
    to_do: str = ""

    @property
    def ok(self) -> bool:
        return not self.to_do


@dataclass(frozen=True, slots=True)
class FindingDocument:
    subject: str
    ok: bool
    state: str
    to_do: str


@dataclass(frozen=True, slots=True)
class DoctorDocument:
    """The JSON document of `doctor`."""

    ok: bool
    findings: tuple[FindingDocument, ...]


@dataclass(frozen=True, slots=True)
class VaultState:
    """Where the key is kept, whether one is there (None: nobody could look), and the trouble with it."""

    described: str
    key_kept: bool | None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class WebhookState:
    """How the webhook is set up, whether its port is answered, what it was worth in seven days, whether it has fallen
    silent, and the trouble with its secret. `tunnel`: whether the program of the quick tunnel that is wished for is
    installed, None where none is."""

    setup: WebhookSetup
    listens: bool
    score: Scorecard
    tunnel: bool | None = None
    silence: Silence | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """All that doctor looked at; None where there is nothing to look at."""

    is_demo: bool
    now: datetime
    health: Health
    vault: VaultState
    hotel: HotelStatus | None
    hotel_trouble: ConsoleError | None
    online: OnlineStatus | None
    holder: Holder | None
    webhook: WebhookState | None


def tell_doctor(examined: Examined, output: Output) -> ExitCode:
    findings = tuple(_findings(examined))
    ok = all(finding.ok for finding in findings)
    told = tuple(FindingDocument(each.subject, each.ok, each.state, each.to_do) for each in findings)
    output.result(DoctorDocument(ok, told), "\n".join(map(_line, findings)))
    return ExitCode.DONE if ok else ExitCode.NEEDS_A_PERSON


def _line(finding: Finding) -> str:
    if finding.ok:
        return f"OK         {finding.subject}: {finding.state}"
    return f"attention  {finding.subject}: {finding.state}\n           → {finding.to_do}"


def _findings(examined: Examined) -> Iterator[Finding]:
    yield Finding("Program", f"Night Porter {_version_of('night-porter')}, Python {platform.python_version()}")
    yield Finding("Libraries", ", ".join(f"{name} {_version_of(name)}" for name in _LIBRARIES))
    yield from _about_store(examined.health)
    yield _about_holder(examined.holder)
    yield _about_vault(examined.vault)
    if examined.hotel_trouble is not None:
        yield Finding("Hotel", "its data cannot be read", str(examined.hotel_trouble))
    if examined.hotel is not None:
        yield from _about_hotel(examined.hotel, examined.now, is_demo=examined.is_demo)
    if examined.webhook is not None and not examined.is_demo:  # it hears nothing but its own Beds24
        yield from _about_webhook(examined.webhook, examined.now)
    if examined.online is not None:
        yield from _about_beds24(examined.online)


def _about_store(health: Health) -> Iterator[Finding]:
    yield Finding("Database", f"{health.path} ({_state_of(health)}; SQLite {health.sqlite_version})", _to_do(health))
    for warning in health.warnings:
        yield Finding("Data folder", warning, "See to it before something is lost.")
    yield Finding("Free space", f"{health.free_space // _MEGABYTE:,} MB")
    newest = health.newest_backup
    yield Finding("Newest backup", f"{newest.taken_at:%d %b %Y %H:%M} UTC" if newest else "none in the data folder")


def _state_of(health: Health) -> str:
    if health.standing is Standing.NEW:
        return "not there yet"
    size = f"{health.size / _MEGABYTE:.1f} MB"
    return f"{size}, format {health.schema_version} of {health.known_version}" if health.schema_version else size


def _to_do(health: Health) -> str:
    """Only what is broken has to be restored: a newer file is whole, and a full disk or a lock passes."""
    broken = health.standing in (Standing.DAMAGED, Standing.FOREIGN)
    return f"{health.problem} Restore a backup, or ask support." if broken else health.problem


def _about_holder(holder: Holder | None) -> Finding:
    if holder is None:
        return Finding("In charge", "nobody at the moment")
    return Finding("In charge", f"process {holder.pid} since {holder.since:%d %b %Y %H:%M} UTC")


def _about_vault(vault: VaultState) -> Finding:
    if vault.trouble:
        return Finding("Key", vault.described, vault.trouble)
    if not vault.key_kept:
        return Finding("Key", f"none is kept ({vault.described})", "Connect with: connect --invite-code -")
    return Finding("Key", f"kept in {vault.described}")


def _about_hotel(hotel: HotelStatus, now: datetime, *, is_demo: bool) -> Iterator[Finding]:
    if hotel.config is None:
        yield Finding("Hotel", "none is connected", "Connect it with: connect --invite-code -")
        return
    yield Finding("Hotel", f"{hotel.name} ({hotel.config.property_id}), {counted(hotel.reservations, 'reservation')}")
    yield Finding("Time zone", f"{hotel.config.time_zone}, {now.astimezone(hotel.config.zone):%H:%M} there now")
    yield _about_parked(hotel.parked)
    yield _about_outbox(hotel.outbox, now)
    if hotel.overbooked:
        yield Finding("Rooms", counted(hotel.overbooked, "overbooking"), _OVERBOOKED)
    if is_demo:
        yield Finding("Sync", "the demo's Beds24 lives only while the demo runs; start it again with --demo")
    else:
        yield from _about_syncing(hotel, hotel.config, now)


def _about_syncing(hotel: HotelStatus, config: Beds24Config, now: datetime) -> Iterator[Finding]:
    yield _about_sync(config, now)
    yield _about_agreement(hotel.agreed, now)
    if hotel.braked is not None:
        at = hotel.braked.started_at.astimezone(config.zone)
        kind = KIND_WORDS[hotel.braked.kind].lower()
        yield Finding("Brake", f"stopped the {kind} of {at:%d %b %H:%M}", _AFTER_THE_BRAKE)
    if hotel.key_dies_at is not None:
        yield _about_key_life(hotel.key_dies_at, now)


def _about_agreement(agreed: Agreed, now: datetime) -> Finding:
    if agreed.state is ProofState.NOT_COMPARED:
        return Finding("Agreement", "both sides were not compared yet; every night's sync does it, and: reconcile")
    return Finding("Agreement", sentence_of(agreed, now).removesuffix("."), _AFTER_COMPARING[agreed.state])


def _about_sync(config: Beds24Config, now: datetime) -> Finding:
    if not config.pull_sync_enabled:
        return Finding("Sync", "switched off", "Bookings do not arrive; switch it on with: sync --switch on")
    if config.last_successful_sync is None:
        return Finding("Sync", "nothing has been read yet", "Read the bookings with: sync")
    age = now - config.last_successful_sync
    state = f"last complete {span(age)} ago"
    late = age > 3 * timedelta(minutes=config.pull_every_minutes)
    return Finding("Sync", state, "Start the window or serve, or run sync." if late else "")


def _about_parked(parked: int) -> Finding:
    if not parked:
        return Finding("Waiting", "nothing")
    return Finding("Waiting", f"{counted(parked, 'booking')} could not be applied yet", "See why with: export parked")


def _about_outbox(outbox: OutboxStanding, now: datetime) -> Finding:
    if outbox.since is None:
        return Finding("Outbox", "empty")
    told = ", ".join(_outbox_told(outbox))
    to_do = "See why with: export outbox" if outbox.stuck else ""
    return Finding("Outbox", f"{told}; the oldest for {span(now - outbox.since)}", to_do)


def _outbox_told(outbox: OutboxStanding) -> Iterator[str]:
    if sending := outbox.waiting - outbox.undecided:
        yield f"{counted(sending, 'reservation')} to be sent"
    if refused := outbox.stuck - outbox.undecided:
        yield f"of which {refused} only when somebody sees to it"
    if outbox.undecided:
        yield f"{counted(outbox.undecided, 'reservation')} to be decided, for both sides changed the same"


def _about_key_life(dies_at: datetime, now: datetime) -> Finding:
    days = max(0, (dies_at - now).days)
    to_do = "Run sync, so that Beds24 sees the key used." if days < _KEY_SOON_DEAD_DAYS else ""
    return Finding("Key's life", f"Beds24 forgets it after {counted(days, 'more day')} without use", to_do)


def _about_webhook(webhook: WebhookState, now: datetime) -> Iterator[Finding]:
    setup = webhook.setup
    if not setup.enabled:
        yield Finding("Webhook", "off; changes are looked for by the schedule")
        return
    used = setup.used_at
    state = f"on; last message {span(now - used)} ago" if used else "on; no message was heard yet"
    yield Finding("Webhook", state, webhook.trouble or ("" if used else "Paste its address into Beds24: webhook show"))
    if webhook.silence is not None:
        yield _about_silence(webhook.silence, now)
    yield Finding("Heard first", score_words(webhook.score))
    place = f"127.0.0.1:{setup.port}" if setup.port else "no port chosen yet"
    yield Finding(
        "Listener",
        f"answers at {place}" if webhook.listens else f"nobody listens ({place})",
        "" if webhook.listens else "Start the window or serve.",
    )
    if webhook.tunnel is not None:
        yield _about_tunnel(setup, installed=webhook.tunnel)
    if setup.previous_until is not None and now < setup.previous_until:
        last = f"{span(now - setup.previous_used_at)} ago" if setup.previous_used_at else "not since the change"
        yield Finding("Former secret", f"accepted for {span(setup.previous_until - now)} more; last used {last}")


def _about_tunnel(setup: WebhookSetup, *, installed: bool) -> Finding:
    if not installed:
        return Finding(
            "Quick tunnel", "cloudflared is not installed", "Install it, or end this: webhook on --tunnel own"
        )
    return Finding("Quick tunnel", f"run by the window and serve; last at {setup.public_url or 'no address yet'}")


def _about_silence(silence: Silence, now: datetime) -> Finding:
    changed = f"{counted(silence.changes, 'booking')} changed that it should have told of"
    state = f"silent for {span(now - silence.since)}, while {changed}; the checks found them"
    return Finding("Silence", state, "Test the way in Settings, Instant messages; compare Beds24 with: webhook show")


def _about_beds24(online: OnlineStatus) -> Iterator[Finding]:
    if online.error is not None:
        yield Finding("Beds24", "no usable answer", str(online.error))
        return
    if online.details is not None and not online.details.valid:
        yield Finding("Beds24", "does not accept the key", "Make a new invite code in Beds24 and connect with it.")
        return
    scopes = online.details.scopes if online.details else ()
    yield Finding("Beds24", f"accepts the key; it allows {', '.join(scopes)}", " ".join(missing_powers(scopes)))
    if online.clock_ahead is not None:
        yield _about_clock(online.clock_ahead)


def _about_clock(ahead: timedelta) -> Finding:
    state = f"{abs(ahead.total_seconds()):.0f} s {'ahead of' if ahead > timedelta(0) else 'behind'} Beds24's"
    wrong = abs(ahead) > _WRONG_CLOCK
    return Finding("Clock", state, "Set this computer's clock; times in the log are wrong." if wrong else "")


def _version_of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "0.1.0" if name == "night-porter" else "missing"
