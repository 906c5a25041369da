"""What the panel, a channel or the API makes of a booking (FACTS.md 3 and traps 2, 11, 12, 15)."""

from dataclasses import replace
from datetime import datetime

from console.simulator.bookings import Booking, Status
from console.simulator.channels import belongs_to_portal
from console.simulator.items import InvoiceItem


def opened_in_panel(booking: Booking) -> Booking:
    """`new` becomes `confirmed`, and saving rounds money to whole units."""
    items = tuple(replace(item, amount=float(round(item.amount))) for item in booking.invoice_items)
    commission = float(round(booking.commission))
    return replace(booking, status=Status.CONFIRMED, commission=commission, invoice_items=items)


def cancelled_by_channel(booking: Booking, at: datetime, item_id: int) -> Booking:
    """Cancelled at the portal: cancelTime set; Booking.com also wipes the price and replaces the items."""
    gone = replace(cancelled_in_panel(booking, at), sub_status="cancelledByGuest")
    if booking.channel != "booking":
        return gone
    fee = InvoiceItem(item_id, "charge", 8, "Cancel Fee", 0.0, at)
    text = "\ncommissionamount=0\ncurrencycode=EUR\ntotalprice=0"
    return replace(gone, price=0.0, commission=0.0, api_message=text, invoice_items=(fee,))


def cancelled_in_panel(booking: Booking, at: datetime) -> Booking:
    """Cancelled by hand: cancelTime set, prices kept."""
    return replace(booking, status=Status.CANCELLED, cancel_time=at, modified_time=at)


def cancelled_by_api(booking: Booking) -> Booking:
    """Cancelled by a program: cancelTime stays null."""
    return replace(booking, status=Status.CANCELLED)


def forgotten(booking: Booking) -> Booking:
    """What portals leave of an old booking's guest: no contacts, often no name."""
    if not belongs_to_portal(booking):
        return booking
    return replace(booking, first_name="", email="", phone="", mobile="", address="", city="", postcode="")
