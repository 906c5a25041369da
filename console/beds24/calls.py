"""Making a call: credits before it, the token with it, and the right manner of trying again (RELIABILITY.md 2.1)."""

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Final, TypeVar

from console.beds24.answers import checked, trouble_of
from console.beds24.credits import CreditMeter, WaitAllowance
from console.beds24.retrying import Retrier, RetryPolicy
from console.beds24.stopping import Waiter
from console.beds24.tokens import Tokens
from console.beds24.transport import Answer, Call, Params, Transport
from console.domain.asking import Urgency
from console.domain.clock import Clock
from console.domain.errors import Beds24Unreachable, KeyRefused, OutOfCredits
from console.domain.secret import Secret

_MOST_429: Final = 3
_FOR_A_JOB = RetryPolicy()
_FOR_A_PERSON = RetryPolicy(tries=3, seconds=30.0)
_REFUSED = (401, 403)
_CARRIED_OUT = (200, 201)
_T = TypeVar("_T")


class Asker:
    """Puts questions and orders to Beds24 with the key from the vault."""

    def __init__(
        self,
        transport: Transport,
        tokens: Tokens,
        meter: CreditMeter,
        clock: Clock,
        waiter: Waiter,
        rng: random.Random,
    ) -> None:
        self._transport, self._tokens, self._credits = transport, tokens, meter
        self._retrier = Retrier(clock, waiter, rng)

    def get(
        self, path: str, params: Params = (), urgency: Urgency = Urgency.BACKGROUND, *, metered: bool = True
    ) -> tuple[Answer, Decimal]:
        """The answer to a question, tried again after connection errors and 5xx, and what it cost in credits."""
        policy = _FOR_A_PERSON if urgency is Urgency.PERSON else _FOR_A_JOB
        allowance = self._credits.allowance(urgency)
        call = Call("GET", path, params)
        return self._retrier.run(
            lambda: self._with_token(call, urgency, allowance, metered=metered), policy, lambda: allowance.waited
        )

    def post(self, path: str, body: bytes, urgency: Urgency = Urgency.PERSON) -> Answer:
        """The answer to an order. Never repeated after a failure, because it may have been carried out already."""
        call = Call("POST", path, body=body)
        return self._with_token(call, urgency, self._credits.allowance(urgency), metered=True)[0]

    def _with_token(
        self, call: Call, urgency: Urgency, allowance: WaitAllowance, *, metered: bool
    ) -> tuple[Answer, Decimal]:
        token = self._patiently(self._tokens.access, urgency, allowance)
        answer, cost = self._within_credits(call, token, urgency, allowance, metered=metered)
        if answer.status in _REFUSED:
            renewed = self._patiently(lambda: self._tokens.renewed(token), urgency, allowance)
            answer, cost = self._within_credits(call, renewed, urgency, allowance, metered=metered)
            if answer.status in _REFUSED:
                raise KeyRefused(_STILL_REFUSED)
        return checked(answer), cost

    def _within_credits(
        self, call: Call, token: Secret, urgency: Urgency, allowance: WaitAllowance, *, metered: bool
    ) -> tuple[Answer, Decimal]:
        self._credits.admit(urgency, allowance)
        try:
            return self._patiently(lambda: self._sent(call, token, metered=metered), urgency, allowance)
        except Beds24Unreachable:
            if call.method == "POST":
                raise Beds24Unreachable(_PERHAPS_DONE) from None
            raise

    def _patiently(self, ask: Callable[[], _T], urgency: Urgency, allowance: WaitAllowance) -> _T:
        """What `ask` gives; a 429 means that nothing was done, so it is asked again after the wait."""
        for _ in range(_MOST_429 - 1):
            try:
                return ask()
            except OutOfCredits:
                self._credits.admit(urgency, allowance)
        return ask()

    def _sent(self, call: Call, token: Secret, *, metered: bool) -> tuple[Answer, Decimal]:
        answer = self._transport.send(call, {"token": token.reveal()})
        cost = self._credits.note(answer.headers, metered=metered and answer.status in _CARRIED_OUT)
        trouble_of(answer, self._credits)
        return answer, cost


_STILL_REFUSED = (
    "Beds24 refuses our key even after renewing it, so bookings are not arriving. "
    "Possible causes: the key lacks a permission (scope), "
    "it is bound to other internet addresses (whitelist), or the Beds24 account is closed. "
    "Check these in Beds24, or make a new invite code (Settings › Marketplace › API) and enter it here."
)
_PERHAPS_DONE = (
    "Beds24 did not answer in time. Whether it carried out the change is not known, and it is not sent again blindly: "
    "the booking is read again first."
)
