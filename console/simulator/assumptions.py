"""What nobody has published about Beds24 (FACTS.md 10): each open question is a switch, not a constant."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class WebhookAssumptions:
    """How webhooks behave where the facts are open (FACTS.md 7 and 10, questions 6 to 8 and 12).

    `retry_seconds`: pauses before the second try, the third and so on, the last one repeated. INVENTED: nobody
    has published any. `most_tries` until a booking webhook is given up: invented too.
    `inventory_retry_seconds`: the pauses of the inventory webhook; that they end within 30 minutes is documented,
    how they are spread is invented.
    `answer_seconds`: how long an answer is waited for, in real time; invented.
    `on_hard_delete`: whether a hard delete is told at all, with the booking as it last was (version one: cancel).
    `reads_at_sending`: whether the body shows the booking as it is when sent, not as the change left it. The
    default is the harsher one: late bodies are old. The group is always that of the moment of sending.
    `payment_token_key`: whether the body has `pcibookingToken` without being set to send tokens; the recorded
    bodies do not, SPEC does.

    Settled without a switch: a webhook goes to the addresses there were when the change was made, with version,
    headers and secret of the moment of sending; a redirect is not followed and ends it; inventory webhooks tell
    changes of programs too; a booking cancelled, changed or made through the API without allowWebhooks is not
    told; a message that the hotel writes is not told either; card data stands where `cards.py` puts it.
    """

    retry_seconds: tuple[float, ...] = (60, 300, 900, 1800)
    most_tries: int = 50
    inventory_retry_seconds: tuple[float, ...] = (60, 240, 600, 900)
    answer_seconds: float = 10.0
    on_hard_delete: bool = False
    reads_at_sending: bool = False
    payment_token_key: bool = False


@dataclass(frozen=True, slots=True)
class Assumptions:
    """How the service behaves where the facts are open; the defaults are the harsher reading for a client.

    `modified_from_lifts_upcoming`: whether modifiedFrom alone also shows past stays (2.2).
    `dates_inclusive`: whether ...From and ...To include the day or second named (2.1).
    `rotates_refresh_tokens`: whether every refresh brings a new refresh token and kills the old one (1).
    `unassigned_unit`: `unitId` of a booking without a unit: 0 or None (3).
    `fills_missing_price`: whether a create without `price` gets the rack rate (trap 25).
    `refusals_in_warnings`: whether availability refusals sit in `warnings`, not `errors` (4).
    `accepts_sub_status`: whether POST may set `subStatus` (4).
    `keys_omitted`, `keys_added`: keys of a booking that this version lacks, or has besides the 70 (trap 26).
    `next_link_keeps_filters`: whether nextPageLink repeats the query or shows only the page (2.4).
    `webhooks`: all that is open about webhooks (7).
    """

    modified_from_lifts_upcoming: bool = False
    dates_inclusive: bool = True
    rotates_refresh_tokens: bool = False
    unassigned_unit: int | None = 0
    fills_missing_price: bool = True
    refusals_in_warnings: bool = False
    accepts_sub_status: bool = False
    next_link_keeps_filters: bool = True
    keys_omitted: tuple[str, ...] = ()
    keys_added: tuple[str, ...] = ()
    webhooks: WebhookAssumptions = field(default_factory=WebhookAssumptions)
