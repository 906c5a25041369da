"""Connections, transactions and the errors that come out of them."""

import gc
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import apsw
import peewee
import pytest

from console.domain.errors import StoreDamaged, StoreTrouble
from console.store.database import APPLICATION_ID, Database
from tests.store.ground import add_rooms, file_of, hotel_in, open_descriptors_of, rooms_of, start_python

HOLD_THE_LOCK = """
import sys, apsw
connection = apsw.Connection(sys.argv[1])
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("COMMIT")
"""


class ChangedMyMind(Exception):
    """Raised by a test in the middle of a block."""


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return file_of(hotel_in(tmp_path))


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 50),
        ("journal_size_limit", 64 * 1024 * 1024),
        ("cell_size_check", 1),
        ("trusted_schema", 0),
        ("temp_store", 2),
        ("secure_delete", 2),
        ("application_id", APPLICATION_ID),
    ],
)
def test_every_connection_of_every_thread_has_the_same_settings(database: Database, pragma: str, value: object) -> None:
    seen: list[object] = []

    def look() -> None:
        with database.reading() as connection:
            seen.append(connection.pragma(pragma))

    look()
    in_a_thread(look)
    assert seen == [value, value]


def test_the_default_wait_for_a_lock_is_five_seconds(tmp_path: Path) -> None:
    with Database(tmp_path / "new.db").reading() as connection:
        assert connection.pragma("busy_timeout") == 5000


def test_a_write_is_seen_by_the_next_reader(database: Database) -> None:
    with database.writing() as connection:
        add_rooms(connection, 2, first=10)
    assert rooms_of(database.path) == 5


def test_a_failed_write_leaves_no_trace(database: Database) -> None:
    with pytest.raises(ChangedMyMind):
        write_and_give_up(database)
    assert rooms_of(database.path) == 3


def test_an_inner_block_is_saved_only_with_the_outer_one(database: Database) -> None:
    def write_inside_and_give_up() -> None:
        with database.writing():
            write_a_room(database)
            raise ChangedMyMind

    with pytest.raises(ChangedMyMind):
        write_inside_and_give_up()
    assert rooms_of(database.path) == 3


def test_an_inner_block_that_fails_is_undone_alone(database: Database) -> None:
    with database.writing() as connection:
        add_rooms(connection, 1, first=10)
        with pytest.raises(ChangedMyMind):
            write_and_give_up(database)
        add_rooms(connection, 1, first=30)
    assert rooms_of(database.path) == 5


def test_peewee_queries_and_plain_sql_share_one_transaction(database: Database) -> None:
    rooms: Any = peewee.Table("rooms", ("id", "name")).bind(database.peewee)

    def write_and_read_and_give_up() -> None:
        with database.writing() as connection:
            rooms.insert({rooms.id: 10, rooms.name: "Attic"}).execute()
            assert connection.execute("SELECT name FROM rooms WHERE id = 10").get == "Attic"
            raise ChangedMyMind

    with pytest.raises(ChangedMyMind):
        write_and_read_and_give_up()
    with database.reading():
        assert rooms.select().where(rooms.id == 10).count() == 0


def test_a_peewee_query_outside_a_block_is_refused(database: Database) -> None:
    rooms = peewee.Table("rooms").bind(database.peewee)
    with pytest.raises(peewee.InterfaceError):
        rooms.select().execute()


def test_a_snapshot_stays_the_same_while_others_write(database: Database) -> None:
    with database.snapshot() as connection:
        before = connection.execute("SELECT count(*) FROM rooms").get
        in_a_thread(lambda: write_a_room(database))
        assert connection.execute("SELECT count(*) FROM rooms").get == before
    assert rooms_of(database.path) == before + 1


def test_a_writer_holds_the_lock_from_its_first_moment(database: Database) -> None:
    outcome: list[str] = []

    def try_to_write() -> None:
        try:
            write_a_room(database)
        except StoreTrouble as trouble:
            outcome.append(str(trouble))

    with database.writing():
        in_a_thread(try_to_write)
    assert "Another program" in outcome[0]


def test_a_lock_held_by_another_process_is_named_and_writing_works_again_after_it(database: Database) -> None:
    with start_python(HOLD_THE_LOCK, database.path) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreTrouble, match="Another program"):
            write_a_room(database)
        other.communicate("go\n", timeout=30)
    write_a_room(database)
    assert rooms_of(database.path) == 4


@pytest.mark.parametrize("through", ["apsw", "peewee"])
def test_a_full_disk_is_named_nothing_is_lost_and_writing_works_again_after_it(
    database: Database, through: str
) -> None:
    with database.connected():
        with database.reading() as connection:
            connection.execute("PRAGMA max_page_count=10")
            write: Any = getattr(
                *{"apsw": (connection, "execute"), "peewee": (database.peewee, "execute_sql")}[through]
            )
        with pytest.raises(StoreTrouble, match="disk is full"), database.writing():
            fill(write)
        with database.reading() as connection:
            connection.execute("PRAGMA max_page_count=1000000")
        write_a_room(database)
    assert rooms_of(database.path) == 4


def test_a_full_disk_inside_an_inner_block_cannot_pass_for_saved(database: Database) -> None:
    def write_although_the_disk_is_full() -> None:
        with database.writing() as connection:
            add_rooms(connection, 1, first=10)
            with pytest.raises(StoreTrouble, match="disk is full"), database.writing():
                fill(connection.execute)

    with database.connected():
        with database.reading() as connection:
            connection.execute("PRAGMA max_page_count=10")
        with pytest.raises(StoreTrouble, match="took back"):
            write_although_the_disk_is_full()
    assert rooms_of(database.path) == 3


def test_a_read_only_database_refuses_to_write_and_can_be_read(tmp_path: Path) -> None:
    database = Database(hotel_in(tmp_path).database, read_only=True)
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM rooms").get == 3
    with pytest.raises(StoreTrouble, match="read only"):
        write_a_room(database)
    database.close()


def test_a_connection_opened_for_queries_alone_refuses_to_write(database: Database) -> None:
    with database.connected(query_only=True), pytest.raises(StoreTrouble):
        write_a_room(database)


def test_a_missing_folder_is_trouble_and_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble), Database(tmp_path / "nowhere" / "hotel.db").reading():
        pass


def test_a_file_that_is_no_database_is_called_damaged(tmp_path: Path) -> None:
    (tmp_path / "hotel.db").write_text("These are the minutes of the owners' meeting. " * 100)
    with pytest.raises(StoreDamaged), Database(tmp_path / "hotel.db").reading():
        pass


def test_a_mistake_in_sql_and_a_broken_constraint_keep_their_own_errors(database: Database) -> None:
    with pytest.raises(apsw.SQLError), database.writing() as connection:
        connection.execute("SELECT nothing FROM nowhere")
    with pytest.raises(apsw.ConstraintError), database.writing() as connection:
        connection.execute("INSERT INTO rooms VALUES (1, 'twice')")


def test_a_misspelt_column_in_double_quotes_is_an_error_and_not_a_text(database: Database) -> None:
    with pytest.raises(apsw.SQLError), database.reading() as connection:
        connection.execute('SELECT "nmae" FROM rooms').fetchall()


def test_no_descriptor_stays_open_after_the_blocks(database: Database) -> None:
    write_a_room(database)
    in_a_thread(lambda: write_a_room(database, 11))
    assert open_descriptors_of(database.path) == []


def test_a_thread_that_ended_without_closing_leaves_no_descriptor(database: Database) -> None:
    in_a_thread(database.open_here)
    gc.collect()
    assert open_descriptors_of(database.path) == []


def test_closing_folds_the_log_in_and_closes_the_connections_of_all_threads(database: Database) -> None:
    opened, closed = threading.Event(), threading.Event()

    def hold_open() -> None:
        database.open_here()
        opened.set()
        closed.wait(30)
        database.close_here()

    thread = threading.Thread(target=hold_open)
    thread.start()
    opened.wait(30)
    database.open_here()
    write_a_room(database)
    database.close()
    assert open_descriptors_of(database.path) == []
    assert not database.path.with_name("night-porter.db-wal").exists()
    closed.set()
    thread.join(30)


def test_closing_while_another_process_reads_is_no_error(database: Database) -> None:
    with start_python(HOLD_THE_LOCK, database.path) as other:
        assert other.stdout is not None
        other.stdout.readline()
        database.open_here()
        database.close()
        other.communicate("go\n", timeout=30)


def test_tidying_empties_the_log(database: Database) -> None:
    with database.connected():
        write_a_room(database)
        log = database.path.with_name("night-porter.db-wal")
        assert log.stat().st_size > 0
        database.tidy()
        assert log.stat().st_size == 0


def write_a_room(database: Database, number: int = 10) -> None:
    with database.writing() as connection:
        add_rooms(connection, 1, first=number)


def write_and_give_up(database: Database) -> None:
    with database.writing() as connection:
        add_rooms(connection, 5, first=20)
        raise ChangedMyMind


def fill(write: Callable[..., object]) -> None:
    for number in range(1000, 2000):
        write("INSERT INTO rooms VALUES (?, ?)", (number, "x" * 4000))


def in_a_thread(work: Callable[[], None]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()
