"""The options of `python -m console.simulator` that are about webhooks."""

import argparse

from console.simulator.hotel import ADDITIONAL_DATA
from console.simulator.simulator import Simulator

_VERSIONS = ("none", "one", "twoNoPersonalData", "twoWithPersonalData")


def add_webhook_flags(parser: argparse.ArgumentParser) -> None:
    """Add them to a parser."""
    group = parser.add_argument_group("webhooks", "sent to loopback addresses only; each also over the control URL")
    group.add_argument("--webhook-url", action="append", default=[], metavar="URL", help="may be given several times")
    group.add_argument("--webhook-version", choices=_VERSIONS, default="twoWithPersonalData")
    group.add_argument("--webhook-header", action="append", default=[], metavar="LINE", help='"name: value"')
    group.add_argument("--webhook-additional-data", choices=ADDITIONAL_DATA, default="none")
    group.add_argument("--webhook-at-once", action="store_true", help="no delay before the first try")
    group.add_argument("--webhook-envelope", action="store_true", help="the body of a relay")
    group.add_argument("--webhook-hmac", default="", metavar="SECRET", help="sign as a relay does")
    group.add_argument("--webhook-hmac-prefix", action="store_true", help="sha256= before the signature")
    group.add_argument("--inventory-url", default="", metavar="URL")
    group.add_argument("--inventory-header", action="append", default=[], metavar="LINE")


def set_up_webhooks(simulator: Simulator, options: argparse.Namespace) -> None:
    """Do as the options say; without an address the account stays as it is."""
    if options.webhook_url:
        settings = {
            "version": options.webhook_version,
            "url": "\n".join(options.webhook_url),
            "additionalData": options.webhook_additional_data,
            "customHeader": "\n".join(options.webhook_header),
        }
        simulator.set_webhooks(settings)
    simulator.hooks.choose(
        at_once=options.webhook_at_once,
        envelope=options.webhook_envelope,
        hmac_secret=options.webhook_hmac,
        hmac_prefix=options.webhook_hmac_prefix,
        inventory_url=options.inventory_url,
        inventory_header="\n".join(options.inventory_header),
    )
