"""Where in the window a cause can be looked at."""

from console.domain.needs import NeedKind
from console.ui.parts import ShowPlace

PLACES = {
    NeedKind.DATABASE: ShowPlace("settings", "data"),
    NeedKind.KEY_REFUSED: ShowPlace("settings", "connection/replace"),
    NeedKind.NO_KEY: ShowPlace("settings", "connection/replace"),
    NeedKind.VAULT: ShowPlace("settings", "connection"),
    NeedKind.OVERBOOKED_TONIGHT: ShowPlace("reconcile", "overbooked"),
    NeedKind.OVERBOOKED: ShowPlace("reconcile", "overbooked"),
    NeedKind.ARRIVALS: ShowPlace("reconcile"),
    NeedKind.NOT_SENT: ShowPlace("sync", "outbox"),
    NeedKind.BRAKE: ShowPlace("sync", "brake"),
    NeedKind.SWITCHED_OFF: ShowPlace("settings", "schedule"),
    NeedKind.ROOMS: ShowPlace("sync", "parked"),
    NeedKind.SILENCE: ShowPlace("settings", "webhook"),
    NeedKind.KEY_DIES: ShowPlace("settings", "connection"),
}
NOT_SYNCING = ShowPlace("sync")
"""Where the runs are told that failed."""
