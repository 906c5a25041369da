"""The booking and inventory webhooks that the simulated account sends (FACTS.md 7), to loopback only.

`Hooks` hears every change of the book and queues what is to be told; `Hooks.deliver_due` sends what is due by the
simulated clock, `Courier` does so on a thread. Bodies are in `bodies`, what fires in `firing`, when in `delays`,
what goes wrong in `faults`, what is guessed in `console.simulator.assumptions.WebhookAssumptions`.
"""

from console.simulator.webhooks.courier import Courier
from console.simulator.webhooks.deliveries import Delivery, Outcome
from console.simulator.webhooks.faults import CardPlace, Garbage, WebhookFault, WebhookFaultKind
from console.simulator.webhooks.hooks import Account, Hooks
from console.simulator.webhooks.options import WebhookOptions

__all__ = [
    "Account",
    "CardPlace",
    "Courier",
    "Delivery",
    "Garbage",
    "Hooks",
    "Outcome",
    "WebhookFault",
    "WebhookFaultKind",
    "WebhookOptions",
]
