"""`connect`: the key comes from standard input, the rest from Beds24."""

from dataclasses import dataclass

from console.cli.counting import counted
from console.cli.exit_codes import ExitCode
from console.cli.orders import Connect, KeyKind
from console.cli.output import Output
from console.cli.secret_input import read_secret
from console.domain.clock import Clock
from console.domain.secret import Secret, Vault
from console.services.connecting import Connectable, Connected, Offer, connect_hotel
from console.services.time_zones import GuessedFrom
from console.store.store import Store

_NAMES = {KeyKind.INVITE_CODE: "invite code from Beds24", KeyKind.REFRESH_TOKEN: "refresh token of Beds24"}

_POWERS = (
    ("read:bookings", "read bookings"),
    ("read:bookings-personal", "read guests' names and contacts"),
    ("read:bookings-financial", "read prices"),
    ("read:properties", "read rooms"),
    ("write:bookings", "change bookings"),
    ("write:properties", "set the webhook"),
)
_WISHED = (
    (
        "read:bookings-personal",
        "The key may not read guest names. Names already known are kept. Make a key with bookings-personal.",
    ),
    ("read:bookings-financial", "The key may not read prices. Make a key with bookings-financial to see them."),
)


@dataclass(frozen=True, slots=True)
class ConnectedDocument:
    """The JSON document of `connect`."""

    property_id: int
    name: str
    currency: str
    time_zone: str
    time_zone_from: str
    room_types: int
    rooms: int
    scopes: tuple[str, ...]
    may: tuple[str, ...]
    may_not: tuple[str, ...]
    warnings: tuple[str, ...]
    key_kept_in: str


def read_key(order: Connect, output: Output) -> Secret | None:
    """The secret from standard input, unseen where that is a terminal; None to go on with the key that is kept."""
    if order.key is KeyKind.KEPT:
        return None
    return read_secret(_NAMES[order.key], output)


def connect(
    store: Store, vault: Vault, beds24: Connectable, clock: Clock, output: Output, order: Connect, key: Secret | None
) -> ExitCode:
    """Connect and tell what was found. Raises what `connect_hotel` raises."""
    offer = Offer(
        invite_code=key if order.key is KeyKind.INVITE_CODE else None,
        refresh_token=key if order.key is KeyKind.REFRESH_TOKEN else None,
        property_id=order.property_id,
        time_zone=order.time_zone,
    )
    connected = connect_hotel(store, vault, beds24, clock, offer)
    document = _document(connected, vault.describe())
    for warning in document.warnings:
        output.say(f"Attention: {warning}")
    output.result(document, _text(document))
    return ExitCode.DONE


def missing_powers(scopes: tuple[str, ...]) -> tuple[str, ...]:
    """Sentences about what a key lacks that a hotel would want."""
    return tuple(sentence for scope, sentence in _WISHED if not _allows(scopes, scope))


def _allows(scopes: tuple[str, ...], scope: str) -> bool:
    return scope in scopes or f"all:{scope.partition(':')[2]}" in scopes


def _document(connected: Connected, kept_in: str) -> ConnectedDocument:
    hotel, scopes = connected.hotel, connected.details.scopes
    return ConnectedDocument(
        property_id=hotel.property_id,
        name=hotel.name,
        currency=hotel.currency,
        time_zone=connected.time_zone,
        time_zone_from=str(connected.zone_guess.guessed_from) if connected.zone_guess else "setting",
        room_types=len(hotel.room_types),
        rooms=sum(max(kind.qty, len(kind.units)) for kind in hotel.room_types),
        scopes=scopes,
        may=tuple(words for scope, words in _POWERS if _allows(scopes, scope)),
        may_not=tuple(words for scope, words in _POWERS if not _allows(scopes, scope)),
        warnings=missing_powers(scopes),
        key_kept_in=kept_in,
    )


def _text(document: ConnectedDocument) -> str:
    rooms = f"{counted(document.rooms, 'room')} of {counted(document.room_types, 'kind')}"
    lines = [
        f"Connected: {document.name} ({document.property_id}), {rooms}.",
        f"The key may {', '.join(document.may) or 'do nothing that is known here'}.",
        f"It may not {', '.join(document.may_not)}." if document.may_not else "",
        f"The key is kept: {document.key_kept_in}.",
        f"Time zone: {document.time_zone}{_ZONE_ORIGIN.get(document.time_zone_from, '')}.",
        "Next: sync",
    ]
    return "\n".join(line for line in lines if line)


_ZONE_ORIGIN = {
    GuessedFrom.COUNTRY.value: ", from the hotel's country; another one: connect --time-zone ZONE",
    GuessedFrom.COMPUTER.value: ", this computer's; if the hotel is elsewhere: connect --time-zone ZONE",
}
