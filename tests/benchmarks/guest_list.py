"""How quick the list of guests is among 200,000: from key to rows, sorting by any column, one change."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.domain.folding import folded
from console.domain.guests.lines import BY_NAME, GuestChip, GuestLine
from console.ui.guests.columns import COLUMNS, NUMBER_OF
from console.ui.guests.model import GuestModel
from console.ui.kit.marked_table import MarkedTable
from tests.benchmarks.table import Figure
from tests.benchmarks.window import bare_stage, slowest

GUESTS = 200_000
_FIRST = ("Anna", "Lena", "Paul", "Jürgen", "José", "Zoë", "伟", "محمد", "Иван", "Thomas", "Maria", "Maximiliane")
_LAST = ("Bauer", "Müller", "Schmidt", "Huber", "García", "李", "Петров", "الهاشمي", "Smith", "Novák", "Ångström")
_ENDS = ("", "er", "mann", "son", "ova", "-Huber", "inger")
_TYPED = ("müller", "mueller", "garcia", "петров", "liwei", "0664 12", "anna bau", "maximiliane hub")
_TIMES = 3
_SEARCH_MS, _SORT_MS, _CHANGE_MS = 30.0, 300.0, 150.0
_TODAY = "2026-05-12"


def measure_guests() -> Iterator[Figure]:
    """Search as one types, sorting, chips and a live change, in a table that is shown."""
    with _table() as (model, table):
        yield slowest(f"search as you type, {GUESTS:,} guests", _typings(model), _SEARCH_MS)
        yield slowest(f"sorting by any column, {GUESTS:,} guests", _sortings(table), _SORT_MS)
        yield slowest(f"every chip, {GUESTS:,} guests", _siftings(model), _SORT_MS)
        yield slowest(f"a guest changes, {GUESTS:,} in the list", _changes(model), _CHANGE_MS)


def _typings(model: GuestModel) -> Iterator[tuple[str, Callable[[], object]]]:
    for typed in _TYPED * _TIMES:
        for end in range(1, len(typed) + 1):
            yield f"“{typed[:end]}”", lambda end=end, typed=typed: model.search(typed[:end])  # type: ignore[misc] # each its own
        model.search("")


def _sortings(table: MarkedTable) -> Iterator[tuple[str, Callable[[], object]]]:
    for number, column in list(enumerate(COLUMNS)) * _TIMES:
        for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
            yield f"{column.name}, {order.name}", lambda number=number, order=order: table.sortByColumn(number, order)  # type: ignore[misc] # each its own
    table.sortByColumn(NUMBER_OF["name"], Qt.SortOrder.AscendingOrder)


def _siftings(model: GuestModel) -> Iterator[tuple[str, Callable[[], object]]]:
    for chip in list(GuestChip) * _TIMES:
        yield chip.value, lambda chip=chip: model.sift(frozenset({chip}))  # type: ignore[misc] # each its own
    model.sift(frozenset())


def _changes(model: GuestModel) -> Iterator[tuple[str, Callable[[], object]]]:
    for one in random.Random(3).sample(list(model.all), _TIMES):
        yield "one", lambda one=one: model.merge(frozenset({one.id}), [one._replace(stays=one.stays + 1)])  # type: ignore[misc] # each its own


@contextmanager
def _table() -> Iterator[tuple[GuestModel, MarkedTable]]:
    with bare_stage() as stage:
        model = GuestModel(stage)
        table = MarkedTable(model, model, "guests", stage)
        table.resize(1280, 800)
        table.show()
        model.replace(sorted(_lines(), key=BY_NAME), _TODAY)
        model.prepare()
        QApplication.processEvents()
        yield model, table
        table.close()


def _lines() -> Iterator[GuestLine]:
    """As the store would give them, without one."""
    chance = random.Random(1)
    for number in range(1, GUESTS + 1):
        name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}{chance.choice(_ENDS)}"
        plain = folded(name)
        email = f"{plain.replace(' ', '.')}{number}@posteo.example" if number % 3 else ""
        phone = f"+4366{chance.randrange(10**7, 10**8)}" if number % 2 else ""
        stays = 1 + number % 4
        yield GuestLine(
            id=number,
            name=name,
            country="AT",
            email=email,
            phone=phone,
            relayed=0,
            stays=stays,
            along=0,
            last_stay=f"20{20 + number % 6}-0{1 + number % 9}-11",
            next_stay="2026-06-01" if number % 50 == 0 else "",
            spend=stays * 12_300 + number % 997,
            currency="EUR",
            here=0,
            notes=0,
            note="",
            vip=int(number % 500 == 0),
            do_not_rent=int(number % 900 == 0),
            no_marketing=0,
            doubts=int(number % 100 == 0),
            search=" ".join(sorted({plain, name.casefold(), email, phone[1:], "innsbruck"} - {""})),
            plain_name=plain,
        )
