"""The way of Beds24's instant messages in the demo: no tunnel, for both ends stand on this computer.

It is set up by the switches that a person has in Settings, so that the page shows what it would show anywhere.
"""

from concurrent.futures import Future
from contextlib import suppress

from console.domain.errors import ConsoleError, Stopped
from console.domain.secret import Vault
from console.domain.webhook_ear import EarState
from console.domain.webhook_setup import new_secret
from console.jobs.runner import Runner
from console.jobs.workplace import Workplace
from console.services.webhook_at_beds24 import AtBeds24, WebhookAtBeds24
from console.services.webhook_settings import WebhookDesk, WebhookWishes
from console.vault.column_cipher import ColumnCipher, cipher_of
from console.webhook.server import LOOPBACK


class MessageWay:
    """`told` brings what Beds24 says about it once it has been told where to send."""

    def __init__(self, place: Workplace, vault: Vault) -> None:
        self._vault = vault
        self._desk = WebhookDesk(place.store, place.clock)
        self._there = WebhookAtBeds24(place.store, place.beds24, self._open_cipher)
        self._leads = False
        self.told: Future[AtBeds24] = Future()

    def switch_on(self) -> None:
        """As the switch does when it is pressed for the first time. Raises NotConnected, the store's errors."""
        self._desk.switch_on(WebhookWishes(secret=new_secret(), has_segment=True), self._open_cipher)

    def lead(self, runner: Runner, ear: EarState) -> None:
        """Lead it to where the ear listens for the first time; what is changed after that is a person's business."""
        if ear.port is None or self._leads:
            return
        self._leads, port = True, ear.port
        with suppress(Stopped):
            runner.run_errand(lambda _watch: self._tell(port))

    def _tell(self, port: int) -> None:
        try:
            self._desk.switch_on(WebhookWishes(public_url=f"http://{LOOPBACK}:{port}"), self._open_cipher)
            self.told.set_result(self._there.set_up())
        except ConsoleError as error:
            self.told.set_exception(error)

    def _open_cipher(self) -> ColumnCipher:
        return cipher_of(self._vault)
