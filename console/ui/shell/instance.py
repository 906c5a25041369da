"""One window per data folder: the lock in the folder decides, this only lets the second start raise the first."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 1500
_WORD = b"raise"


class Doorbell(QObject):
    """Waits for other starts of the program with the same data folder; `rung` when one comes."""

    rung = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        name = door_of(folder)
        QLocalServer.removeServer(name)  # left behind by a kill; the lock says that nobody else is behind it
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(name)

    def close(self) -> None:
        self._server.close()

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            self.rung.emit()


def ring_doorbell(folder: Path) -> bool:
    """Ask the window that is in charge of `folder` to come forward; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(door_of(folder))
    if not socket.waitForConnected(_PATIENCE):
        return False
    socket.write(_WORD)
    socket.waitForBytesWritten(_PATIENCE)
    socket.disconnectFromServer()
    return True


def door_of(folder: Path) -> str:
    """The name of the local socket, which says nothing about the folder."""
    return f"night-porter-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:20]}"
