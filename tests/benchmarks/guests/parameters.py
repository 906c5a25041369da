"""What the generator is told: how many people, and how often each trap happens (shares of 1)."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

CHANNELS: Mapping[str, float] = {
    "booking": 0.40,
    "direct": 0.19,
    "phone": 0.10,
    "walkin": 0.07,
    "expedia": 0.08,
    "airbnb": 0.05,
    "agoda": 0.02,
    "trip": 0.02,
    "vrbo": 0.01,
    "company": 0.03,
    "agency": 0.03,
}


@dataclass(frozen=True, slots=True)
class Parameters:
    """Names and meanings as in the `params.json` of GUESTS.md's sample, and a few traps more."""

    seed: int = 1
    persons: int = 4000
    country: str = "AT"
    own_domain: str = "hotel-morgenrot.example"
    channels: Mapping[str, float] = field(default_factory=lambda: dict(CHANNELS))
    years: int = 4
    # who comes, and how often
    return_p: float = 0.34
    regular_share: float = 0.03
    same_channel: float = 0.65
    household_share: float = 0.45
    household_same_surname: float = 0.75
    company_share: float = 0.08
    companies: int = 25
    agencies: int = 8
    # people who are easily taken for one another
    junior_share: float = 0.04
    homonym_share: float = 0.02
    near_names: float = 0.06
    twins: float = 0.04
    # contacts of several, and contacts that change
    family_email_share: float = 0.2
    family_phone_share: float = 0.22
    second_email: float = 0.18
    email_change: float = 0.05
    phone_change: float = 0.04
    recycled_phone: float = 0.002
    move: float = 0.05
    surname_change: float = 0.015
    passport_renewed: float = 0.05
    booker_not_guest: float = 0.07
    booker_name_given: float = 0.5
    # how a name is written
    typo_desk: float = 0.07
    typo_self: float = 0.025
    swap: float = 0.025
    onefield: float = 0.03
    initial: float = 0.03
    nickname: float = 0.05
    title: float = 0.06
    couple: float = 0.004
    upper: float = 0.12
    lower: float = 0.05
    drop_second_surname: float = 0.4
    drop_middle: float = 0.6
    ascii_ota: float = 0.55
    ascii_desk: float = 0.35
    german_ue: float = 0.5
    native_script: float = 0.12
    other_spelling: float = 0.15
    gds_name: float = 0.4
    first_only: float = 0.35
    # how a contact is written, or what stands in its place
    email_typo: float = 0.015
    email_case: float = 0.06
    plus_tag: float = 0.02
    gmail_dots: float = 0.03
    phone_digit_typo: float = 0.012
    placeholder_email: float = 0.1
    placeholder_phone: float = 0.06
    own_contact: float = 0.03
    masked_phone: float = 0.25
    phone_extension: float = 0.15
    affiliate_shared: float = 0.15
    # what the desk learns at check-in
    enrich: float = 0.35

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"
