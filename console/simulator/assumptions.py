"""What nobody has published about Beds24 (FACTS.md 10): each open question is a switch, not a constant."""

from dataclasses import dataclass


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
