"""Settings › About: versions, what becomes of data, and the parts with their licences."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from console.services.parts_used import PartUsed, parts_used
from console.ui.kit.sign import Sign
from console.ui.kit.stage import Stage
from console.ui.kit.theme import Space
from console.ui.kit.widgets import card, column, label, row
from console.ui.kit.words import say
from console.ui.settings.section import Section
from console.ui.settings.services import SettingsServices
from console.ui.wording import settings as words

_COLUMNS = (words.COLUMN_PART, words.COLUMN_VERSION, words.COLUMN_LICENCE)


class AboutSection(Section):
    """Asks the packages for their licences only when it is first looked at."""

    name, title, icon_name, about = "about", words.ABOUT, "info", words.ABOUT_TEXT

    def __init__(self, stage: Stage, services: SettingsServices) -> None:
        super().__init__(stage, services)
        texts = column(
            label(say(words.PRIVACY), "strong"), label(say(words.PRIVACY_TEXT), wraps=True), spacing=Space.XS
        )
        privacy = row(Sign(stage.icon("shield-check", "good"), 28), spacing=Space.L)
        privacy.addLayout(texts, 1)
        version = label(say(words.ABOUT_VERSION, version=services.version), "subtitle", selectable=True)
        self.parts = self._make_table()
        self.arrange(
            card(version, privacy, margin=Space.XL, spacing=Space.L),
            column(label(say(words.PARTS), "strong"), card(self.parts, margin=Space.S), spacing=Space.S),
            stretch=False,
        )

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, len(_COLUMNS))
        table.setHorizontalHeaderLabels([say(text) for text in _COLUMNS])
        table.setAccessibleName(say(words.PARTS_LIST))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setHighlightSections(False)
        table.setTabKeyNavigation(False)
        table.setMinimumHeight(240)
        return table

    def refresh(self) -> None:
        if self.parts.rowCount() == 0:
            self.stage.reader.ask(parts_used, self._show)

    def _show(self, parts: tuple[PartUsed, ...]) -> None:
        self.parts.setRowCount(len(parts))
        for number, part in enumerate(parts):
            for place, text in enumerate((part.name, part.version, part.licence)):
                self.parts.setItem(number, place, QTableWidgetItem(text))
        self.parts.setColumnWidth(0, 220)
        self.parts.setColumnWidth(1, 120)
