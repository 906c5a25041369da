"""How many differences there were each night, as a small chart that can also be heard."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.discrepancies import Compared
from console.ui.kit.days import Days
from console.ui.kit.stage import Stage
from console.ui.kit.words import count, say
from console.ui.wording import reconcile as words

_BAR, _GAP, _HEIGHT, _MOST = 5, 2, 28, 30
_LEAST = 2.0


class Sparkline(QWidget):
    """One bar for each night on which was compared, the newest on the right; a night without any difference is a line
    at the foot."""

    def __init__(self, stage: Stage, days: Days) -> None:
        super().__init__()
        self._stage, self._days = stage, days
        self._nights: Sequence[Compared] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(say(words.SPARK))
        stage.look_changed.connect(self.updateGeometry)
        self.hide()

    @property
    def text(self) -> str:
        """What it shows, in a sentence."""
        if not self._nights:
            return say(words.SPARK_NONE)
        figures = [night.open for night in self._nights]
        nights = count(*words.SPARK_NIGHTS, len(figures))
        return say(words.SPARK_TEXT, nights=nights, most=max(figures), now=figures[-1])

    def show_nights(self, nights: Sequence[Compared], today: str) -> None:
        """The oldest first."""
        self._nights = nights[-_MOST:]
        told = (
            say(words.SPARK_NIGHT, day=self._days.words(night.night.isoformat(), today), n=night.open)
            for night in self._nights
        )
        self.setToolTip("\n".join((self.text, *told)))
        self.setAccessibleDescription(self.toolTip())
        self.setVisible(len(self._nights) > 1)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = max(len(self._nights), 1) * (_BAR + _GAP)
        return QSize(self._stage.scaled(width), self._stage.scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        step, height = self._stage.scaled(_BAR + _GAP), float(self.height())
        most = max((night.open for night in self._nights), default=0) or 1
        for number, night in enumerate(self._nights):
            tone = "warn" if night.open else "good"
            tall = max(_LEAST, height * night.open / most)
            bar = QRectF(number * step, height - tall, self._stage.scaled(_BAR), tall)
            painter.fillRect(bar, QColor(getattr(self._stage.colours, tone)))
        painter.end()
