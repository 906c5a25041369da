"""What is said where a reservation is not the same at Beds24."""

from console.domain.edits import Part
from console.domain.lines import Differing

SECTION = "Not the same at Beds24"
NOT_THERE_YET = "Beds24 does not have this reservation yet. It is made there as soon as that can be."
BESIDE = "{here}\nBeds24: {there}\n{how}"
HOW = {
    Differing.CONFLICT: "Both changed it; decide in Reconcile which is right.",
    Differing.REFUSED: "Beds24 refused it: {message}",
    Differing.WAITS: "Waits to be sent, since {since} by {who}.",
    Differing.KEPT: "Kept different on purpose, since {since} by {who}.",
}
WAITS_BECAUSE = "Waits to be sent: {message}"
SOMEBODY = "somebody"
PARTS = {
    Part.DATES: "Dates",
    Part.ROOM: "Room",
    Part.GUESTS: "People",
    Part.STATUS: "Status",
    Part.PRICE: "Price",
    Part.DEPOSIT: "Deposit",
    Part.TAX: "Tax",
    Part.COMMISSION: "Commission",
    Part.NAME: "Name",
    Part.EMAIL: "E-mail",
    Part.PHONE: "Phone",
    Part.MOBILE: "Mobile",
    Part.COMPANY: "Company",
    Part.ADDRESS: "Address",
    Part.LANGUAGE: "Language",
    Part.ARRIVAL_TIME: "Expected at",
    Part.NOTES: "Notes of the hotel",
    Part.COMMENTS: "The guest's comments",
    Part.MESSAGE: "Message",
    Part.VOUCHER: "Voucher",
}
