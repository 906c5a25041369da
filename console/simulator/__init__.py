"""A Beds24 on this machine, for the demo and the tests; shares no code with console.beds24.

In process, with a clock moved by hand:

    simulator = Simulator(SimulatedClock(), seed=7)
    simulator.populate(143)
    answer = simulator.handle("GET", "/bookings", "status=new", {"token": token})

On a socket: `with serve(simulator) as server: ... server.base_url ...`. As a process of its own:
`python -m console.simulator --port 8024 --bookings 143 --seed 7 --speed 60 --pace 20`, which prints one JSON
line with `base_url`, `control_url`, `property_id` and an `invite_code`. What can be steered from outside stands in
`console.simulator.control`, what can go wrong in `console.simulator.faults`, what is guessed in
`console.simulator.assumptions`.

It sends webhooks, to loopback addresses only, once an address is set through POST /properties or by hand:

    simulator.set_webhooks({"version": "twoWithPersonalData", "url": url, "customHeader": "X-Secret: abc"})
    simulator.hooks.switch_on(WebhookFault(WebhookFaultKind.DUPLICATE))
    simulator.happen(Kind.NEW_BOOKING)
    clock.advance(60)
    tried = simulator.hooks.deliver_due()

Instead of the pump by hand, `with Courier(simulator.hooks): ...` sends on a thread, as the process does (`--help`
shows its flags). `simulator.hooks.choose(...)` sets a relay's signature and envelope, the inventory webhook, no
delay (`at_once=True`), and tunnels, which lead a public address back to this machine (`WebhookOptions`);
`simulator.hooks.log()` tells every delivery with its tries, bodies and codes.
"""

from console.simulator.assumptions import Assumptions
from console.simulator.auth import ALL_SCOPES
from console.simulator.clock import SimulatedClock
from console.simulator.faults import BadItem, Fault, FaultKind
from console.simulator.kinds import Happening, Kind
from console.simulator.pace import Pacemaker
from console.simulator.server import RunningServer, serve
from console.simulator.simulator import Simulator
from console.simulator.webhooks import (
    CardPlace,
    Courier,
    Delivery,
    Garbage,
    Outcome,
    WebhookFault,
    WebhookFaultKind,
    WebhookOptions,
)
from console.simulator.wire import Answer

__all__ = [
    "ALL_SCOPES",
    "Answer",
    "Assumptions",
    "BadItem",
    "CardPlace",
    "Courier",
    "Delivery",
    "Fault",
    "FaultKind",
    "Garbage",
    "Happening",
    "Kind",
    "Outcome",
    "Pacemaker",
    "RunningServer",
    "SimulatedClock",
    "Simulator",
    "WebhookFault",
    "WebhookFaultKind",
    "WebhookOptions",
    "serve",
]
