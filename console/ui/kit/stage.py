"""What every part of the window has around it: the look, icons, the clock, the reader, remembered places."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from console.domain.clock import Clock
from console.ui.kit.courier import Courier, Reader
from console.ui.kit.icons import Icons
from console.ui.kit.lasting import make_constants_last
from console.ui.kit.theme import Colours, Look, apply_look, row_height


class Stage(QObject):
    """Handed to every part; `look_changed` asks for row heights and widths to be taken anew, `zone_changed` for every
    moment that is shown."""

    look_changed = Signal()
    zone_changed = Signal()

    def __init__(
        self,
        app: QApplication,
        look: Look,
        reader: Reader,
        courier: Courier,
        settings: QSettings,
        clock: Clock,
        zone: tzinfo,
    ) -> None:
        super().__init__()
        make_constants_last()
        self._app = app
        self.reader = reader
        self.courier = courier
        self.settings = settings
        self.clock = clock
        self._zone = zone
        self.look = look
        self.colours: Colours = apply_look(look, app)
        self._icons = Icons(self.colours)
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: self._dress())

    @property
    def zone(self) -> tzinfo:
        """Whose time is shown: the hotel's."""
        return self._zone

    def set_zone(self, zone: tzinfo) -> None:
        """Show every moment by other clocks, at once."""
        if zone != self._zone:
            self._zone = zone
            self.zone_changed.emit()

    def set_look(self, look: Look) -> None:
        """Dress the application anew, at once, if it is to look otherwise."""
        if look != self.look:
            self.look = look
            self._dress()

    def _dress(self) -> None:
        self.colours = self._icons.colours = apply_look(self.look, self._app)
        self.look_changed.emit()

    def icon(self, name: str, tone: str = "muted") -> QIcon:
        """The Phosphor icon `name` in the colour of `tone` (a field of Colours), whatever the theme becomes."""
        return self._icons.of(name, tone)

    def scaled(self, pixels: int) -> int:
        """What `pixels` at the usual text size are at the one in force."""
        return round(pixels * self.look.text_percent / 100)

    @property
    def row_height(self) -> int:
        return row_height(self.look)

    def local(self, moment: datetime) -> datetime:
        """`moment` as the hotel's clocks show it."""
        return moment.astimezone(self._zone)
