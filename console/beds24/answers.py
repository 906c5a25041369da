"""What a status says (FACTS.md sections 1 and 6): trouble becomes an error with a plain sentence.

401, 403 and 429 of ordinary calls are handled where calls are made (`calls.py`); nothing here repeats a received text,
except the name of a parameter that Beds24 complains about.
"""

import re
from http import HTTPStatus

from console.beds24.credits import CreditMeter, retry_after
from console.beds24.retrying import ServerTrouble
from console.beds24.transport import Answer
from console.beds24.wire import Refusal, decode_refusal
from console.domain.errors import Garbled, OutOfCredits, RequestRefused

_PARAMETER = re.compile(r"[Pp]arameter ([A-Za-z][A-Za-z0-9]{0,40})\b")


def trouble_of(answer: Answer, meter: CreditMeter) -> None:
    """Raise ServerTrouble for a 5xx and OutOfCredits for a 429."""
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        headers = {name.lower(): text for name, text in answer.headers.items()}
        raise ServerTrouble(_DOWN, retry_after(headers, answer.asked_at))
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        wait = meter.note_refusal(answer.headers)
        raise OutOfCredits(
            "Beds24 asked us to wait: its allowance is used up, perhaps by another program on the account. "
            f"Nothing is lost: the next try can go on in about {round(wait)} seconds.",
            wait,
        )


def checked(answer: Answer) -> Answer:
    """`answer` if it is a success. Raises RequestRefused for a 4xx, Garbled for the rest, such as a redirect."""
    if answer.status in (HTTPStatus.OK, HTTPStatus.CREATED):
        return answer
    if HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
        raise refused(decode_refusal(answer.body))
    raise Garbled(_ELSEWHERE)


def refused(refusal: Refusal) -> RequestRefused:
    """The error for Beds24's envelope of refusal."""
    named = _PARAMETER.search(refusal.error)
    about = f" It complains about '{named.group(1)}'." if named else ""
    return RequestRefused(
        f"Beds24 refused what we asked (code {refusal.code}).{about} Nothing was changed, "
        "and it is not tried again by itself. If it happens again, send the problem report from Settings to support."
    )


_DOWN = "Beds24 has a problem of its own. Nothing is lost: the next try goes on from where this one stopped."
_ELSEWHERE = "Beds24 answered with something else than asked for, such as a page of its provider. We ask again later."
