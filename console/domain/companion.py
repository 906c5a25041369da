"""One of those who stay with whoever booked."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Companion:
    """One entry of a booking's `guests` (FACTS.md section 3); `beds24_guest_id` is 0 where Beds24 gives none."""

    beds24_guest_id: int = 0
    first_name: str = field(default="", repr=False)
    last_name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    mobile: str = field(default="", repr=False)
    company: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    city: str = field(default="", repr=False)
    postcode: str = field(default="", repr=False)
    country: str = field(default="", repr=False)

    @property
    def text(self) -> str:
        """As people read who it is: the name, and how to reach them."""
        name = " ".join(part for part in (self.first_name.strip(), self.last_name.strip()) if part)
        return " · ".join(part for part in (name, self.email, self.phone or self.mobile) if part)
