"""The table of reservations."""

from PySide6.QtCore import Qt

from console.ui.kit.marked_table import MarkedTable
from console.ui.kit.stage import Stage
from console.ui.kit.words import say
from console.ui.reservations.badges import FlagIcons, StateBadge
from console.ui.reservations.columns import COLUMNS, NUMBER_OF
from console.ui.reservations.model import ReservationModel
from console.ui.wording import reservations as words


class ReservationTable(MarkedTable):
    """A table over a ReservationModel that knows its rows by their ids."""

    def __init__(self, model: ReservationModel, stage: Stage) -> None:
        super().__init__(model, model, say(words.TABLE_NAME), stage)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._badge = StateBadge(stage, model.telling)
        self._icons = FlagIcons(stage, model.telling)
        self.setItemDelegateForColumn(NUMBER_OF["state"], self._badge)
        self.setItemDelegateForColumn(NUMBER_OF["flags"], self._icons)
        self.set_widths({number: column.width for number, column in enumerate(COLUMNS)}, _HIDDEN)
        self.sortByColumn(NUMBER_OF["arrival"], Qt.SortOrder.AscendingOrder)


_HIDDEN = tuple(number for number, column in enumerate(COLUMNS) if column.hidden)
