"""The part of the command line that is about Beds24's webhook."""

from argparse import Namespace
from ipaddress import ip_address
from typing import Any

from console.cli.orders import (
    ListEvents,
    Order,
    ReplayEvent,
    RetryEvent,
    Serve,
    ShowWebhook,
    SwitchWebhookOff,
    SwitchWebhookOn,
)
from console.cli.parsing import add, common, dash, days, number, port
from console.domain.errors import WrongInput
from console.domain.hooks import VerifyMode
from console.domain.webhook_setup import USUAL_DAYS, USUAL_HEADER

LOOPBACK = "127.0.0.1"


def add_serve(commands: Any) -> None:
    parser = add(
        commands, "serve", "sync by the schedule and hear Beds24 without a window, until SIGTERM or Ctrl+C", _serve
    )
    parser.add_argument("--port", type=port, metavar="N", help="where to hear Beds24's messages; kept from then on")
    parser.add_argument("--host", default=LOOPBACK, metavar="ADDRESS", help=f"the address to hear on ({LOOPBACK})")
    parser.add_argument("--open-to-network", action="store_true", help="let --host be one that others can reach")


def add_webhook(commands: Any) -> None:
    parser = commands.add_parser("webhook", help="hear of changes within seconds, or not", parents=[common()])
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add(verbs, "show", "tell how the webhook is set up", lambda _given: ShowWebhook())
    add(verbs, "off", "hear nothing; changes then come by the schedule alone", lambda _given: SwitchWebhookOff())
    on = add(verbs, "on", "hear Beds24's messages while the window or serve runs", _on)
    on.add_argument("--secret", type=dash, metavar="-", help="read the secret from standard input; it is never shown")
    on.add_argument(
        "--days", type=days, metavar="N", help=f"how long the secret of now is still accepted ({USUAL_DAYS})"
    )
    on.add_argument("--mode", choices=[str(mode) for mode in VerifyMode], help=_MODE_HELP)
    on.add_argument("--header", metavar="NAME", help=f"the header that carries the secret ({USUAL_HEADER})")
    on.add_argument("--public-url", metavar="URL", help="the tunnel's address, like https://hotel.example.com")
    on.add_argument("--tunnel", choices=["quick", "own"], help=_TUNNEL_HELP)
    on.add_argument("--path", choices=["plain", "secret"], help="secret: an address that nobody finds by trying")


_MODE_HELP = (
    "how a message proves that it is Beds24's: the secret in a header (usual; all that Beds24 itself offers), "
    "an HMAC signature in X-Beds24-Signature, both, or either"
)


_TUNNEL_HELP = (
    "quick: let the window and serve run cloudflared as a quick tunnel, whose address is entered by itself and is "
    "another one at every start; own: a tunnel that somebody else runs"
)


def add_events(commands: Any) -> None:
    parser = commands.add_parser("events", help="what Beds24's messages told, and another try", parents=[common()])
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add(verbs, "list", "tell what was heard lately, the newest first", lambda _given: ListEvents())
    retry = add(verbs, "retry", "try an event again that is parked", lambda given: RetryEvent(given.id))
    replay = add(verbs, "replay", "work off an event once more", lambda given: ReplayEvent(given.id))
    for one in (retry, replay):
        one.add_argument("id", type=number, metavar="ID", help="the event's own number, as events list tells it")


def _serve(given: Namespace) -> Order:
    if not given.open_to_network and not _is_loopback(given.host):
        raise WrongInput(
            f"{given.host} can be reached by other computers. A tunnel comes in at {LOOPBACK}, so leave --host out; "
            "if you mean it, add --open-to-network."
        )
    return Serve(given.port, given.host)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _on(given: Namespace) -> Order:
    if given.days is not None and not given.secret:
        raise WrongInput("--days tells how long the former secret is accepted, so it goes with --secret - only.")
    return SwitchWebhookOn(
        reads_secret=bool(given.secret),
        days=USUAL_DAYS if given.days is None else given.days,
        mode=VerifyMode(given.mode) if given.mode else None,
        header_name=given.header,
        public_url=given.public_url,
        has_segment=given.path == "secret" if given.path else None,
        tunnel=given.tunnel == "quick" if given.tunnel else None,
    )
