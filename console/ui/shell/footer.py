"""The status bar: hotel, what waits to be sent, database, credits, version."""

from PySide6.QtWidgets import QLabel, QStatusBar

from console.domain.pill import PillState
from console.services.backups import database_size
from console.services.outbox_rows import OutboxStanding
from console.ui.kit.sizes import size_words
from console.ui.kit.stage import Stage
from console.ui.kit.widgets import button
from console.ui.kit.words import count, say
from console.ui.parts import Parts, ShowPlace
from console.ui.shell.sync_view import SyncView
from console.ui.wording import outbox as outbox_words
from console.ui.wording import shell as words


class Footer(QStatusBar):
    """Quiet facts; the full path of the database is a hover away. What waits to be sent is there while anything does,
    and a press on it leads to it."""

    def __init__(self, stage: Stage, parts: Parts, view: SyncView) -> None:
        super().__init__()
        self._stage = stage
        self._parts = parts
        self._view = view
        self._hotel, self._database, self._credits = QLabel(), QLabel(), QLabel()
        self.setSizeGripEnabled(False)
        self.addWidget(self._hotel)
        self.outbox = button("", lambda: stage.courier.send(ShowPlace("sync", "outbox")), "link")
        self.outbox.hide()
        self.addPermanentWidget(self.outbox)
        for one in (self._database, self._credits, QLabel(say(words.STATUS_VERSION, version=parts.version))):
            self.addPermanentWidget(one)
        self._database.setToolTip(str(parts.database))
        view.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        standing = self._view.standing
        hotel = standing.hotel or say(words.NO_HOTEL)
        self._put(self._hotel, count(*words.STATUS_HOTEL, standing.reservations, hotel=hotel))
        self._tell_outbox(standing.outbox)
        path = self._parts.database
        self._put(self._database, say(words.STATUS_DATABASE, name=path.name, size=size_words(database_size(path))))
        left = self._parts.credits().remaining
        self._put(self._credits, say(words.STATUS_CREDITS, n=f"{left:.0f}" if left is not None else "–"))

    def _tell_outbox(self, outbox: OutboxStanding) -> None:
        """How many reservations wait to be sent, and that some of them go no further."""
        number = outbox.waiting
        self.outbox.setVisible(number > 0)
        text = say(outbox_words.FOOTER_STUCK if outbox.stuck else outbox_words.FOOTER, n=number)
        offline = self._view.pill.state is PillState.OFFLINE
        tip = count(*(outbox_words.FOOTER_OFFLINE_TIP if offline else outbox_words.FOOTER_TIP), number)
        if (self.outbox.text(), self.outbox.toolTip()) != (text, tip):
            self.outbox.setText(text)
            self.outbox.setToolTip(tip)
            self.outbox.setAccessibleName(tip)

    def _put(self, where: QLabel, text: str) -> None:
        if where.text() != text:
            where.setText(text)
