"""What the adviser says on the command line to whoever changes what a channel sold."""

from collections.abc import Iterable

from console.domain.adviser import Advice, Point
from console.domain.edits import Part

_BELONGS = {
    Part.DATES: "The dates belong to {channel}.",
    Part.STATUS: "Cancelling and confirming belong to {channel}.",
    Part.GUESTS: "The number of guests belongs to {channel}.",
    Part.PRICE: "The price belongs to {channel}.",
    Part.NAME: "The guest's name comes from {channel}.",
}
_POINTS = {
    Point.NOT_CHANGED_THERE: "Changing it here does not change it there.",
    Point.DOUBLE_BOOKING: "The room can then be sold twice.",
    Point.STAYS_BOOKED_THERE: "Cancelling here does not cancel there: the guest's booking stays valid.",
    Point.STAYS_CANCELLED_THERE: "There it stays cancelled.",
    Point.TOLD_AS_GUEST: "{channel} is told that the guest cancelled.",
    Point.FREED: "Once Beds24 has it, the room is sold again on every channel.",
    Point.ONE_OF_GROUP: "Only this room is meant, not the others of its group.",
    Point.COMES_BACK: "The calendar brings it back with its next reading.",
    Point.MAY_BE_OVERWRITTEN: "The next change there may overwrite it.",
    Point.OTHER_TYPE_THERE: "The guest booked another kind of room at {channel}, and there it stays so.",
    Point.ROOM_MAY_COME_BACK: "A change at {channel} may put the guest back into the former room.",
    Point.GUEST_NOT_TOLD: "Nobody tells the guest of it but you.",
    Point.GONE: "Beds24 no longer has this booking; what is changed is kept here only.",
}


def advice_sentences(advices: Iterable[Advice]) -> tuple[str, ...]:
    """A paragraph for each part that something is to be said of."""
    return tuple(" ".join(_told(advice, point) for point in advice.points) for advice in advices if advice.points)


def _told(advice: Advice, point: Point) -> str:
    template = (
        _BELONGS.get(advice.part, "This comes from {channel}.") if point is Point.BELONGS else _POINTS[point]
    )  # fmt: skip
    return template.format(channel=advice.channel.name or "the channel")
