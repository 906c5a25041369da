"""`webhook`: whether Beds24's messages are heard, and how it is set up. The secret is never shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from console.cli.counting import counted
from console.cli.exit_codes import ExitCode
from console.cli.orders import SwitchWebhookOn
from console.cli.output import Output
from console.cli.scoring import score_words
from console.domain.clock import Clock
from console.domain.hooks import VerifyMode
from console.domain.secret import Secret
from console.domain.silence import Silence, silence_of
from console.domain.webhook_setup import SAFE_SECRET, WebhookSetup
from console.services.connection import connected_config
from console.services.scorecard import DAY, WEEK, Scorecard, scorecard
from console.services.silence import hearing_facts
from console.services.webhook_settings import CipherOpener, WebhookDesk, WebhookStanding, WebhookWishes
from console.store.store import Store

_MODES = {
    VerifyMode.HEADER: "the secret in the header {header}",
    VerifyMode.HMAC: "a signature in the header X-Beds24-Signature",
    VerifyMode.BOTH: "the secret in the header {header}, and a signature in the header X-Beds24-Signature",
    VerifyMode.EITHER: "the secret in the header {header}, or a signature in the header X-Beds24-Signature",
}
_WITHOUT_IT = "The console works without it: changes then take up to {minutes} min."


@dataclass(frozen=True, slots=True)
class ScoreDocument:
    """What the webhook was worth since a moment; the delay is the median from a change until it was known here."""

    since: datetime
    changes: int
    heard_first_by_webhook: int
    heard_first_by_check: int
    median_delay_seconds: float | None
    duplicates_dropped: int
    wrong_secrets_refused: int


@dataclass(frozen=True, slots=True)
class WebhookDocument:
    """The JSON document of every `webhook` command; `silent_since` is null unless it has fallen silent."""

    enabled: bool
    mode: str
    header_name: str
    path: str
    public_url: str
    quick_tunnel: bool
    address: str
    port: int | None
    has_secret: bool
    secret_used_at: datetime | None
    previous_until: datetime | None
    previous_used_at: datetime | None
    enabled_at: datetime | None
    silent_since: datetime | None
    last_day: ScoreDocument
    last_week: ScoreDocument


@dataclass(frozen=True, slots=True)
class _Told:
    """All that is told of the webhook."""

    standing: WebhookStanding
    silence: Silence | None
    day: Scorecard
    week: Scorecard


def show_webhook(store: Store, clock: Clock, output: Output) -> ExitCode:
    """Raises NotConnected and the store's errors."""
    _tell(store, WebhookDesk(store, clock).standing(), clock, output)
    return ExitCode.DONE


def switch_webhook_off(store: Store, clock: Clock, output: Output) -> ExitCode:
    """A console that runs heeds it within seconds. Raises NotConnected and the store's errors."""
    desk = WebhookDesk(store, clock)
    desk.switch_off()
    _tell(store, desk.standing(), clock, output)
    return ExitCode.DONE


def switch_webhook_on(
    store: Store,
    open_cipher: CipherOpener,
    clock: Clock,
    output: Output,
    order: SwitchWebhookOn,
    secret: Secret | None,
) -> ExitCode:
    """A console that runs heeds it within seconds. Raises NotConnected, WrongInput, the vault's and store's errors."""
    wishes = WebhookWishes(
        mode=order.mode,
        header_name=order.header_name,
        public_url=order.public_url,
        has_segment=order.has_segment,
        secret=secret,
        days=order.days,
        tunnel=order.tunnel,
    )
    if secret is not None and len(secret.reveal()) < SAFE_SECRET:
        output.say(f"Attention: a secret of fewer than {SAFE_SECRET} characters is easier to guess.")
    _tell(store, WebhookDesk(store, clock).switch_on(wishes, open_cipher), clock, output)
    return ExitCode.DONE


def _tell(store: Store, standing: WebhookStanding, clock: Clock, output: Output) -> None:
    now = clock.now()
    with store.reading() as session:
        config = connected_config(session)
        silence = silence_of(hearing_facts(session), now)
        told = _Told(standing, silence, scorecard(session, now, DAY), scorecard(session, now, WEEK))
    lines = _lines(told, config.zone, now, config.pull_every_minutes)
    output.result(_document(told), "\n".join(lines))


def _document(told: _Told) -> WebhookDocument:
    standing = told.standing
    setup = standing.setup
    return WebhookDocument(
        enabled=setup.enabled,
        mode=setup.mode.value,
        header_name=setup.header_name,
        path=setup.path,
        public_url=setup.public_url,
        quick_tunnel=standing.tunnel.wanted,
        address=setup.address,
        port=setup.port,
        has_secret=standing.has_secret,
        secret_used_at=setup.secret_used_at,
        previous_until=setup.previous_until,
        previous_used_at=setup.previous_used_at,
        enabled_at=setup.enabled_at,
        silent_since=told.silence.since if told.silence else None,
        last_day=_score_document(told.day),
        last_week=_score_document(told.week),
    )


def _score_document(score: Scorecard) -> ScoreDocument:
    return ScoreDocument(
        since=score.since,
        changes=score.changes,
        heard_first_by_webhook=score.by_webhook,
        heard_first_by_check=score.by_check,
        median_delay_seconds=score.delay.total_seconds() if score.delay is not None else None,
        duplicates_dropped=score.duplicates,
        wrong_secrets_refused=score.wrong_secrets,
    )


def _lines(told: _Told, zone: ZoneInfo, now: datetime, minutes: int) -> list[str]:
    standing = told.standing
    setup = standing.setup
    if not setup.enabled:
        kept = "Its settings are kept. " if standing.has_secret else ""
        return [f"The webhook is off. {kept}{_WITHOUT_IT.format(minutes=minutes)}"]
    return [
        "The webhook is on: the window and serve hear Beds24's messages.",
        f"Address for Beds24: {setup.address}{_missing(standing)}",
        *([_QUICK] if standing.tunnel.wanted else []),
        f"Known by: {_MODES[setup.mode].format(header=setup.header_name)}.",
        f"Secret: kept, never shown. Last used: {_moment(setup.secret_used_at, zone)}.",
        *_previous(setup, zone, now),
        f"Port on this computer: {setup.port or 'chosen when it first listens'}.",
        *_silence(told.silence, zone),
        *_scores(told, zone, now),
    ]


_MISSING_NAME = ", behind your tunnel's name. Tell that with: webhook on --public-url https://NAME"
_NAME_TO_COME = ", behind the quick tunnel's name, which is entered once it is open"
_QUICK = "Way: the window and serve run a quick tunnel (cloudflared); its address is another one at every start."


def _missing(standing: WebhookStanding) -> str:
    if standing.setup.public_url:
        return ""
    return _NAME_TO_COME if standing.tunnel.wanted else _MISSING_NAME


def _silence(silence: Silence | None, zone: ZoneInfo) -> list[str]:
    if silence is None:
        return []
    changed = counted(silence.changes, "booking")
    return [f"SILENT: nothing has come since {_moment(silence.since, zone)}, although {changed} changed."]


def _scores(told: _Told, zone: ZoneInfo, now: datetime) -> Iterator[str]:
    """What it was worth in a day and a week; one line where it was switched on within the day."""
    if told.day.since > now - DAY:
        yield f"Heard first, since the switch-on, {_moment(told.day.since, zone)}: {score_words(told.day)}."
        return
    yield f"Heard first, last 24 h: {score_words(told.day)}."
    week = "last 7 days" if told.week.since <= now - WEEK else f"since the switch-on, {_moment(told.week.since, zone)}"
    yield f"Heard first, {week}: {score_words(told.week)}."


def _previous(setup: WebhookSetup, zone: ZoneInfo, now: datetime) -> list[str]:
    if setup.previous_until is None or setup.previous_until <= now:
        return []
    until, used = _moment(setup.previous_until, zone), _moment(setup.previous_used_at, zone)
    return [f"The previous secret is accepted until {until}. Last used: {used}."]


def _moment(moment: datetime | None, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%d %b %Y %H:%M}" if moment else "not yet"
