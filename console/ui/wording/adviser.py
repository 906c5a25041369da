"""What is said to whoever changes what a channel sold: to whom it belongs, and what a change here does and does not."""

from console.domain.adviser import Point, Way
from console.domain.edits import Part

BELONGS = {
    Part.DATES: "The dates of this stay belong to {channel}.",
    Part.STATUS: "Cancelling and confirming belong to {channel}.",
    Part.GUESTS: "The number of guests belongs to {channel}.",
    Part.PRICE: "The price belongs to {channel}: the guest agreed to it there.",
    Part.NAME: "The guest's name comes from {channel}.",
}
BELONGS_OTHER = "This comes from {channel}."
POINTS = {
    Point.NOT_CHANGED_THERE: "Changing it here does not change it there.",
    Point.DOUBLE_BOOKING: "The room can then be sold twice.",
    Point.STAYS_BOOKED_THERE: "Cancelling here does not cancel at {channel}: the guest's booking stays valid there.",
    Point.STAYS_CANCELLED_THERE: "At {channel} it stays cancelled, and the guest may not come.",
    Point.TOLD_AS_GUEST: "{channel} is told that the guest cancelled.",
    Point.FREED: "Once Beds24 has it, the room is sold again on every channel.",
    Point.ONE_OF_GROUP: "Only this room is meant, not the others of its group.",
    Point.COMES_BACK: "The calendar brings it back with its next reading.",
    Point.MAY_BE_OVERWRITTEN: "With its next change {channel} may overwrite it.",
    Point.OTHER_TYPE_THERE: "At {channel} the guest booked another kind of room, and there it stays so.",
    Point.ROOM_MAY_COME_BACK: "A change at {channel} may put the guest back into the former room.",
    Point.GUEST_NOT_TOLD: "Nobody tells the guest of it but you.",
    Point.GONE: "Beds24 no longer has this booking. What you change is kept here only.",
}
WAYS = {
    Way.ASK_GUEST: "Ask the guest to change it at {channel}",
    Way.KEEP_HERE: "Only here, and remind me",
    Way.SEND: "Send it to Beds24 all the same",
}
CHANGE_THERE = "Change it at {channel}"
CHANGE_IN_EXTRANET = "Change it at {channel} ({extranet})"
NO_NAME = "the channel"
