"""The status bar: hotel, database, credits, version."""

from PySide6.QtWidgets import QLabel, QStatusBar

from console.services.backups import database_size
from console.ui.kit.sizes import size_words
from console.ui.kit.words import count, say
from console.ui.parts import Parts
from console.ui.shell.sync_view import SyncView
from console.ui.wording import shell as words


class Footer(QStatusBar):
    """Quiet facts; the full path of the database is a hover away."""

    def __init__(self, parts: Parts, view: SyncView) -> None:
        super().__init__()
        self._parts = parts
        self._view = view
        self._hotel, self._database, self._credits = QLabel(), QLabel(), QLabel()
        self.setSizeGripEnabled(False)
        self.addWidget(self._hotel)
        for one in (self._database, self._credits, QLabel(say(words.STATUS_VERSION, version=parts.version))):
            self.addPermanentWidget(one)
        self._database.setToolTip(str(parts.database))
        view.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        standing = self._view.standing
        hotel = standing.hotel or say(words.NO_HOTEL)
        self._put(self._hotel, count(*words.STATUS_HOTEL, standing.reservations, hotel=hotel))
        path = self._parts.database
        self._put(self._database, say(words.STATUS_DATABASE, name=path.name, size=size_words(database_size(path))))
        left = self._parts.credits().remaining
        self._put(self._credits, say(words.STATUS_CREDITS, n=f"{left:.0f}" if left is not None else "–"))

    def _put(self, where: QLabel, text: str) -> None:
        if where.text() != text:
            where.setText(text)
