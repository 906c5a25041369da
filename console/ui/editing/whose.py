"""Whose reservation a dialog is about, in two lines."""

from console.services.edit_book import Ground
from console.ui.editing.room_words import RoomWords
from console.ui.kit.words import count, say
from console.ui.wording import editing as words
from console.ui.wording import reservation_details as detail_words
from console.ui.wording import reservations as list_words


def whose(ground: Ground, told: RoomWords) -> str:
    """Guest, room, stay and channel; of a channel's booking also what the channel may change."""
    booking, channel = ground.booking, ground.channel
    nights = (booking.departure - booking.arrival).days
    text = say(
        words.WHOSE,
        guest=guest_of(ground),
        room=room_of(ground, (booking.room_type_id, booking.unit_id)),
        arrival=told.day(booking.arrival),
        departure=told.day(booking.departure),
        nights=count(list_words.NIGHT_ONE, list_words.NIGHT_MANY, nights),
        channel=channel.name or booking.api_source or "",
    )
    may = detail_words.CHANNEL_MAY.get(booking.allow_channel_update or "")
    if not channel.owns or may is None:
        return text
    return f"{text} · {say(words.CHANNEL_MAY, channel=channel.name, what=say(may))}"


def guest_of(ground: Ground) -> str:
    return ground.booking.guest_name or say(words.NO_GUEST)


def room_of(ground: Ground, place: tuple[int, int]) -> str:
    """The room's name, or the type's while no room is assigned."""
    house, (type_id, unit_id) = ground.house, place
    rooms = (room.name for room in house.rooms if (room.room_type_id, room.unit_id) == (type_id, unit_id))
    types = (one.name for one in house.room_types if one.room_type_id == type_id)
    return next(rooms, None) or next(types, None) or say(words.NO_ROOM)
