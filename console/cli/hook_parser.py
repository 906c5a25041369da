"""The part of the command line that is about Beds24's webhook."""

from argparse import Namespace
from typing import Any

from console.cli.orders import Order, ShowWebhook, SwitchWebhookOff, SwitchWebhookOn
from console.cli.parsing import add, common, dash, days
from console.domain.errors import WrongInput
from console.domain.hooks import VerifyMode
from console.domain.webhook_setup import USUAL_DAYS, USUAL_HEADER


def add_webhook(commands: Any) -> None:
    parser = commands.add_parser("webhook", help="hear of changes within seconds, or not", parents=[common()])
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add(verbs, "show", "tell how the webhook is set up", lambda _given: ShowWebhook())
    add(verbs, "off", "hear nothing; changes then come by the schedule alone", lambda _given: SwitchWebhookOff())
    on = add(verbs, "on", "hear Beds24's messages while the window or serve runs", _on)
    on.add_argument("--secret", type=dash, metavar="-", help="read the secret from standard input; it is never shown")
    on.add_argument("--days", type=days, help=f"how long the secret of now is still accepted ({USUAL_DAYS})")
    on.add_argument("--mode", choices=[str(mode) for mode in VerifyMode], help=_MODE_HELP)
    on.add_argument("--header", metavar="NAME", help=f"the header that carries the secret ({USUAL_HEADER})")
    on.add_argument("--public-url", metavar="URL", help="the tunnel's address, like https://hotel.example.com")
    on.add_argument("--path", choices=["plain", "secret"], help="secret: an address that nobody finds by trying")


_MODE_HELP = (
    "how a message proves that it is Beds24's: the secret in a header (usual; all that Beds24 itself offers), "
    "an HMAC signature in X-Beds24-Signature, both, or either"
)


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
    )
