"""The store as everything above it sees it: sessions, each one transaction, that give and take domain values.

Each view is loaded when a session is first asked for it: a window's first list needs few of them.
"""
# ruff: noqa: PLC0415 - see above

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import apsw
import peewee

from console.store.database import Database

if TYPE_CHECKING:
    from console.store.acts import Acts
    from console.store.book import Book
    from console.store.difference_sayings import DifferenceSayings
    from console.store.discrepancies import Discrepancies
    from console.store.discrepancy_lines import DiscrepancyLines
    from console.store.edits import Edits, Sendings
    from console.store.erasing import Erasing
    from console.store.first_heard import Hearsay
    from console.store.guest_book import GuestBook
    from console.store.guest_cards import GuestCards
    from console.store.guest_decisions import Decisions
    from console.store.guest_profiles import Profiles
    from console.store.guest_review import GuestReview
    from console.store.guest_sayings import Sayings
    from console.store.guest_words import GuestWords
    from console.store.guests import Guests
    from console.store.hotel import Hotel
    from console.store.house import House
    from console.store.inbox import Inbox
    from console.store.journal import Journal
    from console.store.kept_events import KeptEvents
    from console.store.ledger import Ledger
    from console.store.listing import Listing
    from console.store.messages import Messages
    from console.store.occupancy import Occupancy
    from console.store.outbox import Outbox
    from console.store.overbookings import Overbookings
    from console.store.proofs import Proofs
    from console.store.rereads import Rereads
    from console.store.reservations import Reservations
    from console.store.run_book import RunBook
    from console.store.runs import Runs
    from console.store.settings import Config, Preferences
    from console.store.settling import Settling
    from console.store.sides import Sides
    from console.store.waiting import Waiting
    from console.store.webhook_settings import WebhookSettings

MIGRATIONS = Path(__file__).parent / "migrations"
LEDGER = "night-porter.erased"
"""The name of the ledger of erasures."""


class Session:
    """One transaction's view of every table; of no use once the block that gave it has ended.

    `ledger` gives the ledger of erasures; without it nobody was ever erased.
    """

    def __init__(
        self, connection: apsw.Connection, database: peewee.Database, ledger: "Callable[[], Ledger] | None" = None
    ) -> None:
        self.connection = connection
        self._database = database
        self._ledger = ledger

    @cached_property
    def ledger(self) -> "Ledger":
        from console.store.ledger import Ledger

        return self._ledger() if self._ledger else Ledger(None)

    @cached_property
    def reservations(self) -> "Reservations":
        from console.store.reservations import Reservations

        return Reservations(self.connection)

    @cached_property
    def guests(self) -> "Guests":
        from console.store.guests import Guests

        return Guests(self.connection)

    @cached_property
    def profiles(self) -> "Profiles":
        from console.store.guest_profiles import Profiles

        return Profiles(self.connection)

    @cached_property
    def decisions(self) -> "Decisions":
        from console.store.guest_decisions import Decisions

        return Decisions(self.connection)

    @cached_property
    def guest_review(self) -> "GuestReview":
        from console.store.guest_review import GuestReview

        return GuestReview(self.connection)

    @cached_property
    def guest_words(self) -> "GuestWords":
        from console.store.guest_words import GuestWords

        return GuestWords(self.connection)

    @cached_property
    def erasing(self) -> "Erasing":
        from console.store.erasing import Erasing

        return Erasing(self.connection)

    @cached_property
    def guest_book(self) -> "GuestBook":
        from console.store.guest_book import GuestBook

        return GuestBook(self.connection)

    @cached_property
    def guest_cards(self) -> "GuestCards":
        from console.store.guest_cards import GuestCards

        return GuestCards(self.connection)

    @cached_property
    def sayings(self) -> "Sayings":
        from console.store.guest_sayings import Sayings

        return Sayings(self.connection)

    @cached_property
    def hotel(self) -> "Hotel":
        from console.store.hotel import Hotel

        return Hotel(self.connection)

    @cached_property
    def house(self) -> "House":
        from console.store.house import House

        return House(self.connection)

    @cached_property
    def runs(self) -> "Runs":
        from console.store.runs import Runs

        return Runs(self._database)

    @cached_property
    def run_book(self) -> "RunBook":
        from console.store.run_book import RunBook

        return RunBook(self.connection)

    @cached_property
    def waiting(self) -> "Waiting":
        from console.store.waiting import Waiting

        return Waiting(self._database)

    @cached_property
    def listing(self) -> "Listing":
        from console.store.listing import Listing

        return Listing(self.connection)

    @cached_property
    def inbox(self) -> "Inbox":
        from console.store.inbox import Inbox

        return Inbox(self.connection)

    @cached_property
    def events(self) -> "KeptEvents":
        from console.store.kept_events import KeptEvents

        return KeptEvents(self.connection)

    @cached_property
    def hearsay(self) -> "Hearsay":
        from console.store.first_heard import Hearsay

        return Hearsay(self.connection)

    @cached_property
    def journal(self) -> "Journal":
        from console.store.journal import Journal

        return Journal(self.connection)

    @cached_property
    def rereads(self) -> "Rereads":
        from console.store.rereads import Rereads

        return Rereads(self.connection)

    @cached_property
    def messages(self) -> "Messages":
        from console.store.messages import Messages

        return Messages(self.connection)

    @cached_property
    def book(self) -> "Book":
        from console.store.book import Book

        return Book(self.connection)

    @cached_property
    def occupancy(self) -> "Occupancy":
        from console.store.occupancy import Occupancy

        return Occupancy(self.connection)

    @cached_property
    def overbookings(self) -> "Overbookings":
        from console.store.overbookings import Overbookings

        return Overbookings(self.connection)

    @cached_property
    def sides(self) -> "Sides":
        from console.store.sides import Sides

        return Sides(self.connection)

    @cached_property
    def discrepancies(self) -> "Discrepancies":
        from console.store.discrepancies import Discrepancies

        return Discrepancies(self.connection)

    @cached_property
    def difference_sayings(self) -> "DifferenceSayings":
        from console.store.difference_sayings import DifferenceSayings

        return DifferenceSayings(self.connection)

    @cached_property
    def discrepancy_lines(self) -> "DiscrepancyLines":
        from console.store.discrepancy_lines import DiscrepancyLines

        return DiscrepancyLines(self.connection)

    @cached_property
    def edits(self) -> "Edits":
        from console.store.edits import Edits

        return Edits(self.connection)

    @cached_property
    def sendings(self) -> "Sendings":
        from console.store.edits import Sendings

        return Sendings(self.connection)

    @cached_property
    def outbox(self) -> "Outbox":
        from console.store.outbox import Outbox

        return Outbox(self.connection)

    @cached_property
    def acts(self) -> "Acts":
        from console.store.acts import Acts

        return Acts(self.connection)

    @cached_property
    def settling(self) -> "Settling":
        from console.store.settling import Settling

        return Settling(self.connection)

    @cached_property
    def proofs(self) -> "Proofs":
        from console.store.proofs import Proofs

        return Proofs(self.connection)

    @cached_property
    def config(self) -> "Config":
        from console.store.settings import Config

        return Config(self._database)

    @cached_property
    def webhook_settings(self) -> "WebhookSettings":
        from console.store.webhook_settings import WebhookSettings

        return WebhookSettings(self._database)

    @cached_property
    def preferences(self) -> "Preferences":
        from console.store.settings import Preferences

        return Preferences(self._database)


class Store:
    """The hotel's PMS: everything that is known on this side."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @cached_property
    def ledger(self) -> "Ledger":
        """The ledger of erasures beside the database."""
        from console.store.ledger import Ledger

        return Ledger(self.database.path.with_name(LEDGER))

    def owes_erasures(self) -> bool:
        """Whether somebody who was erased is in this database again, or may be in free pages of its file.

        Costs a look at one row where nothing was ever erased. Raises StoreTrouble, StoreDamaged.
        """
        if not self._ever_erased():
            return False
        with self.reading() as session:
            return session.erasing.is_behind(self.ledger.mark) or session.erasing.is_unscrubbed()

    def shows_erased(self) -> bool:
        """Whether somebody who was erased is in this database again, for a former one was put in its place."""
        if not self._ever_erased():
            return False
        with self.reading() as session:
            return session.erasing.is_behind(self.ledger.mark)

    def _ever_erased(self) -> bool:
        with self.database.reading() as connection:
            noted = connection.execute("SELECT count(*) FROM preferences WHERE name LIKE 'erasures%'").get
        return bool(noted) or self.database.path.with_name(LEDGER).exists()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A view that stays the same however long it is read. Raises StoreTrouble, StoreDamaged."""
        with self.database.snapshot() as connection:
            yield Session(connection, self.database.peewee, lambda: self.ledger)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One write transaction, saved when the block ends, undone when it raises.

        Raises StoreTrouble, StoreDamaged.
        """
        with self.database.writing() as connection:
            yield Session(connection, self.database.peewee, lambda: self.ledger)

    def close(self) -> None:
        self.database.close()
