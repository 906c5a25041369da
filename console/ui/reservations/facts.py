"""What the pane tells of one reservation, as plain values: shown on its pages, and copied as text."""

from dataclasses import dataclass

from console.domain.details import InvoiceItem, ReservationDetails
from console.domain.lines import ReservationLine
from console.domain.moments import maybe_moment_text
from console.domain.status import Status
from console.ui.kit.words import count, say
from console.ui.reservations.telling import Telling
from console.ui.wording import proof as proof_words
from console.ui.wording import reservation_details as words
from console.ui.wording.sync_fields import STATUSES


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with its name; `tip` tells more on hover, `link` is the reservation that a click leads to, `page` the one
    that it opens in the browser; what is `quiet` does not ask for attention. `act` are the words of what can be done
    about it, `act_name` in full for those who listen, and `key` tells which of them was pressed."""

    name: str
    value: str
    tip: str = ""
    link: int | None = None
    quiet: bool = False
    page: str = ""
    act: str = ""
    act_name: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Facts under a heading; those without a value are not shown, nor is a section without content.

    `text` is prose, `hint` what stands there quietly, `tip` tells more on hover; `act`, `act_name` and `key` are as
    those of a fact.
    """

    title: str
    facts: tuple[Fact, ...] = ()
    text: str = ""
    hint: str = ""
    tip: str = ""
    act: str = ""
    act_name: str = ""
    key: str = ""

    @property
    def told(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.value)

    @property
    def empty(self) -> bool:
        return not (self.told or self.text or self.hint)


def overview(details: ReservationDetails, telling: Telling) -> tuple[Section, ...]:
    """What the desk needs first."""
    booking = details.booking
    return (
        _stay(details, telling),
        _contact(details),
        Section(say(words.SEC_COMMENTS), text=booking.comments or ""),
        Section(say(words.SEC_NOTES), text=booking.notes or ""),
        Section(say(words.SEC_MESSAGE), text=booking.message or ""),
        Section(say(words.SEC_GROUP_NOTE), text=booking.group_note or ""),
        _status(details, telling),
    )


def guest(details: ReservationDetails, telling: Telling) -> tuple[Section, ...]:
    """The person, and when else they stay."""
    if details.line.status == Status.BLACK:
        return (Section("", hint=say(words.NO_GUEST_FOR_CLOSURE)),)
    booking = details.booking
    address = (booking.address, " ".join(filter(None, (booking.postcode, booking.city))), booking.state)
    person = (
        Fact(say(words.FACT_NAME), " ".join(filter(None, (booking.title, details.line.guest)))),
        Fact(say(words.FACT_COMPANY), booking.company or ""),
        Fact(say(words.FACT_ADDRESS), "\n".join(filter(None, address))),
        Fact(say(words.FACT_COUNTRY), booking.country or ""),
        Fact(say(words.FACT_LANGUAGE), booking.language or ""),
    )
    stays = tuple(_link(say(words.STAY_LINK, **_place(stay, telling)), stay) for stay in reversed(details.other_stays))
    along = tuple(Fact("", one.text) for one in booking.companions or ())
    erased = details.erased_at
    return (
        Section(say(words.SEC_PERSON), person),
        Section("", hint=say(words.GUEST_ERASED, when=telling.moment(erased)) if erased else ""),
        _contact(details),
        Section(say(words.SEC_ALONG), along),
        Section(say(words.SEC_OTHER_STAYS), stays, hint="" if stays else say(words.NO_OTHER_STAYS)),
    )


def money(details: ReservationDetails, telling: Telling) -> tuple[Section, ...]:
    """Amounts as Beds24 told them; nothing is added up, since its lines need not sum to its price."""
    booking, currency = details.booking, details.line.currency
    amounts = (
        (words.FACT_PRICE, booking.price),
        (words.FACT_DEPOSIT, booking.deposit),
        (words.FACT_TAX, booking.tax),
        (words.FACT_COMMISSION, booking.commission),
    )
    told = tuple(Fact(say(name), telling.money(amount, currency)) for name, amount in amounts)
    lines = tuple(
        Fact(
            _charge(item, details, telling), telling.money(item.amount if item.total is None else item.total, currency)
        )
        for item in details.invoice
    )
    return (
        Section(say(words.SEC_AMOUNTS), told, hint=say(words.MONEY_READ_ONLY if booking.price else words.NO_MONEY)),
        Section(say(words.SEC_INVOICE), lines, hint="" if lines else say(words.NO_INVOICE)),
        Section(say(words.SEC_RATE), text=(booking.rate_description or "").replace("\r\n", "\n").strip()),
    )


def links(details: ReservationDetails, telling: Telling, *, online: bool = False) -> tuple[Section, ...]:
    """The numbers by which others know the reservation, its page at Beds24 where that is `online`, and what belongs to
    it."""
    line, booking = details.line, details.booking
    numbers = (
        Fact(say(words.FACT_NUMBER), "" if line.beds24_id is None else str(line.beds24_id)),
        Fact(say(words.FACT_CHANNEL), line.channel_name),
        Fact(say(words.FACT_REFERENCE), line.channel_reference),
        Fact(say(words.FACT_OWN_REFERENCE), booking.reference or ""),
        Fact(say(words.FACT_VOUCHER), booking.voucher or ""),
        Fact(say(words.FACT_GROUP), str(line.group_id) if line.group_id else ""),
    )
    group = tuple(
        _link(say(words.GROUP_LINK, guest=telling.guest(other), **_place(other, telling)), other)
        for other in details.group
    )
    page = words.BOOKING_PAGE.format(number=line.beds24_id) if online and line.beds24_id is not None else ""
    return (
        Section(say(words.SEC_NUMBERS), numbers),
        Section("", (Fact("", say(words.AT_BEDS24), page=page),) if page else ()),
        Section(say(words.SEC_GROUP), group, hint="" if group else say(words.NO_GROUP)),
    )


def as_text(details: ReservationDetails, telling: Telling) -> str:
    """The reservation as plain text for a mail or a note."""
    told = [f"{telling.guest(details.line)} · {telling.state(details.line)}"]
    for section in (*overview(details, telling), *links(details, telling)[:1]):
        if section.told or section.text:
            told += ["", section.title]
            told += [f"{fact.name}: {fact.value}" for fact in section.told]
            told += [section.text] if section.text else []
    return "\n".join(told)


def _stay(details: ReservationDetails, telling: Telling) -> Section:
    line, booking = details.line, details.booking
    facts = (
        Fact(say(words.FACT_ROOM), telling.room(line)),
        Fact(say(words.FACT_ARRIVAL), telling.day(line.arrival)),
        Fact(say(words.FACT_DEPARTURE), telling.day(line.departure)),
        Fact(say(words.FACT_NIGHTS), telling.locale.toString(line.nights)),
        Fact(say(words.FACT_PEOPLE), _people(line)),
        Fact(say(words.FACT_ARRIVAL_TIME), booking.arrival_time or ""),
        Fact(say(words.FACT_FLAG), booking.flag_text or ""),
        Fact(say(words.FACT_PRICE), telling.money(booking.price, line.currency)),
    )
    return Section(say(words.SEC_STAY), facts)


def _status(details: ReservationDetails, telling: Telling) -> Section:
    line, booking = details.line, details.booking
    status = STATUSES.get(line.status)
    facts = (
        Fact(say(words.FACT_STATUS), say(status) if status else line.status, telling.state_meaning(line)),
        Fact(say(words.FACT_CHANNEL), line.channel_name),
        Fact(say(words.FACT_REFERENCE), line.channel_reference),
        Fact(say(words.FACT_REFERER), "" if booking.referer == line.channel_name else booking.referer or ""),
        Fact(say(words.FACT_CHANNEL_MAY), _may(booking.allow_channel_update)),
        _moment(words.FACT_BOOKED, line.booked_at, telling),
        _moment(words.FACT_MODIFIED, line.modified_at, telling),
        _moment(words.FACT_CANCELLED, maybe_moment_text(booking.cancelled_at), telling),
        _moment(words.FACT_READ, details.read_at, telling),
        Fact(say(proof_words.CHECKED), "" if line.beds24_id is None else telling.checked_meaning(line)),
    )
    return Section(say(words.SEC_ORIGIN), facts)


def _contact(details: ReservationDetails) -> Section:
    if details.line.status == Status.BLACK:
        return Section("")
    booking = details.booking
    facts = (
        Fact(say(words.FACT_PHONE), booking.phone or ""),
        Fact(say(words.FACT_MOBILE), booking.mobile or ""),
        Fact(say(words.FACT_EMAIL), booking.email or ""),
    )
    return Section(say(words.SEC_CONTACT), facts, hint="" if details.line.reachable else say(words.NO_CONTACT))


def _charge(item: InvoiceItem, details: ReservationDetails, telling: Telling) -> str:
    """What is charged; Beds24 leaves its own place holders in the descriptions that it sends."""
    line, told = details.line, item.description
    for holder, value in (
        ("[ROOMNAME1]", line.room_type),
        ("[FIRSTNIGHT]", telling.day(line.arrival)),
        ("[LEAVINGDAY]", telling.day(line.departure)),
    ):
        told = told.replace(holder, value)
    if item.quantity in {"", "1"}:
        return told
    return say(words.INVOICE_QUANTITY, description=told, quantity=item.quantity)


def _moment(name: str, text: str | None, telling: Telling) -> Fact:
    return Fact(say(name), telling.moment(text), telling.utc(text))


def _may(allowed: str | None) -> str:
    known = words.CHANNEL_MAY.get(allowed or "")
    return say(known) if known else allowed or ""


def _people(line: ReservationLine) -> str:
    adults = count(words.ADULT_ONE, words.ADULT_MANY, line.adults) if line.adults else ""
    children = count(words.CHILD_ONE, words.CHILD_MANY, line.children) if line.children else ""
    return say(words.PEOPLE, adults=adults, children=children) if adults and children else adults or children


def _link(told: str, other: ReservationLine) -> Fact:
    return Fact("", told, link=other.id)


def _place(line: ReservationLine, telling: Telling) -> dict[str, str]:
    return {
        "arrival": telling.day(line.arrival),
        "departure": telling.day(line.departure),
        "room": line.room,
        "state": telling.state(line),
    }
