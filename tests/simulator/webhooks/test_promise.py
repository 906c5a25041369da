"""The promise: whatever happens and goes wrong short of loss, each fired change arrives, once the faults are gone."""

import hashlib
import hmac
import json
from collections import Counter
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from console.simulator import Kind, WebhookFaultKind
from tests.simulator.webhooks.receiver import Heard, House, Receiver

SIGNING = "signing"
FAULTS = [kind for kind in WebhookFaultKind if kind is not WebhookFaultKind.LOSS]
STEPS = st.one_of(
    st.sampled_from(Kind),
    st.tuples(st.sampled_from(FAULTS), st.sampled_from((1, 2, None)), st.sampled_from((0.5, 1.0))),
    st.sampled_from((1, 15, 90, 900)),
    st.lists(st.sampled_from((400, 500, 503)), min_size=1, max_size=3),
)


class Careful(Receiver):
    """Takes what has the right secrets and can be read, and refuses the rest as a good listener would."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: Counter[str] = Counter()

    def code_for(self, heard: Heard) -> int:
        digest = hmac.new(SIGNING.encode(), heard.body, hashlib.sha256).hexdigest()
        if heard.header("X-Secret") != ["abcdef"] or heard.header("X-Beds24-Signature") != [digest]:
            return 401
        try:
            content = json.loads(heard.body)
            body = content[0] if isinstance(content, list) else content
            event = str(body["id"])
        except (ValueError, KeyError, TypeError, IndexError, RecursionError):
            return 400
        code = super().code_for(heard)
        self.taken[event] += code == 200
        return code


def _step(house: House, step: object) -> None:
    match step:
        case Kind():
            house.simulator.happen(step)
        case (WebhookFaultKind() as kind, times, probability):
            house.fault(kind, times=times, probability=probability, seconds=400)
        case int(seconds):
            house.later(seconds)
        case list(codes):
            house.receiver.answer(*codes)


@settings(max_examples=40, deadline=timedelta(seconds=20))
@given(st.lists(STEPS, max_size=25), st.integers(0, 3), st.booleans())
def test_each_fired_change_arrives_at_least_once(steps: list[object], seed: int, hard: bool) -> None:
    with Careful() as receiver:
        house = House(receiver, seed)
        house.hooks.choose(envelope=True, hmac_secret=SIGNING)
        house.hooks.assume(on_hard_delete=hard, most_tries=10_000)
        house.simulator.populate(25)
        for step in steps:
            _step(house, step)
        house.hooks.clear_faults()
        for _ in range(200):
            house.later(900)
            if not house.hooks.waiting():
                break
        fired = [each.notice.event_id for each in house.hooks.log()]  # type: ignore[union-attr] # all are of bookings
    assert house.hooks.waiting() == ()
    assert set(fired) == {event for event, count in receiver.taken.items() if count}
    assert sum(receiver.taken.values()) == len(fired)
