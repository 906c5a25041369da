"""The hotel's desk in a `World`: it edits, makes reservations, decides, and its outbox is sent."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from console.domain.booking import Booking
from console.domain.edits import Edit
from console.domain.outbox import OutboxLine, Sent
from console.services.editing import EditDesk, NewStay
from console.services.pull_sync import Watch
from console.services.sending import send_due, send_one
from console.simulator import bookings as beds24
from console.simulator.hotel import RoomType
from tests.properties.events import Event
from tests.properties.world import World

_MOST_PASSES = 20


class Desk:
    """Everything is done through the services that the window uses; `news` is what they announced."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.news: list[object] = []

    @property
    def desk(self) -> EditDesk:
        return EditDesk(self.world.store, self.world.clock, self.news.append, lambda: "Maria")

    def id_of(self, beds24_id: int) -> int:
        with self.world.store.reading() as session:
            return session.reservations.versions([beds24_id])[beds24_id].id

    def change(self, beds24_id: int, **values: Any) -> int:
        """Change a reservation by Beds24's number; the act's number."""
        return self.desk.change(self.id_of(beds24_id), values, overbooks=True).id

    def create(self, **values: Any) -> int:
        """Make a reservation; our id."""
        return self.desk.create(self.stay(**values), overbooks=values.pop("overbooks", True)).reservation_id

    def stay(self, **values: Any) -> NewStay:
        arrival = values.get("arrival", self.world.hotel_date() + timedelta(days=40))
        usual: dict[str, Any] = {
            "room_type_id": self.room.id,
            "unit_id": next(iter(self.room.units)),
            "arrival": arrival,
            "departure": arrival + timedelta(days=2),
            "adults": 2,
            "price": 12_300,
            "first_name": "Berta",
            "last_name": "Neu",
        }
        return NewStay(**(usual | {name: value for name, value in values.items() if name != "overbooks"}))

    @property
    def room(self) -> RoomType:
        return self.world.simulator.hotel.room_types[0]

    def send(self) -> tuple[Sent, ...]:
        """One pass."""
        world = self.world
        return send_due(world.client, world.store, world.clock, Watch(), self.news.append)

    def send_one(self, reservation_id: int) -> Sent:
        world = self.world
        return send_one(world.client, world.store, world.clock, reservation_id, Watch(), self.news.append)

    def send_or_die(
        self, *, between: Mapping[int, Event] | None = None, die_at_statement: int = 0, die_at_request: int = 0
    ) -> None:
        """One pass with events just before its n-th request; the process may die in it, and is started again then."""
        with self.world.mortal(between or {}, die_at_statement, die_at_request):
            self.send()
        self.world.told.note(self.world.simulator)

    def send_all(self) -> None:
        """Pass after pass, as time goes by, until nothing waits for its time."""
        for _ in range(_MOST_PASSES):
            if not self.send() and not self.waits:
                return
            self.world.sleep(120)
        raise AssertionError(f"It still waits: {self.lines}")

    @property
    def waits(self) -> bool:
        with self.world.store.reading() as session:
            return session.outbox.next_due(self.world.clock.now()) is not None

    @property
    def lines(self) -> tuple[OutboxLine, ...]:
        with self.world.store.reading() as session:
            return session.outbox.lines()

    def edits(self, reservation_id: int) -> Mapping[str, Edit]:
        with self.world.store.reading() as session:
            return {edit.field: edit for edit in session.edits.of([reservation_id]).get(reservation_id, ())}

    def shown(self, reservation_id: int) -> Booking:
        with self.world.store.reading() as session:
            return session.reservations.after(reservation_id - 1, 1)[reservation_id]

    def history(self, reservation_id: int) -> list[tuple[str, str]]:
        """Source and field of each line, the oldest first."""
        with self.world.store.reading() as session:
            return list(
                session.connection.execute(
                    "SELECT source, field FROM history WHERE reservation_id = ? ORDER BY id", (reservation_id,)
                )
            )

    def there(self, beds24_id: int) -> beds24.Booking:
        """The booking as Beds24 has it."""
        found = self.world.simulator.book.find(beds24_id)
        assert found is not None
        return found

    def made_there(self) -> list[beds24.Booking]:
        """The bookings that Beds24 made on our order."""
        return [each for each in self.world.simulator.book if "NP-" in each.referer_editable]


def day(text: str) -> date:
    return date.fromisoformat(text)
