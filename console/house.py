"""The parts of one process, each made when it is first asked for and closed at the end.

Each command gets just the parts it works with, and only those are imported: a list for a script should not wait for
the network's libraries.
"""
# ruff: noqa: PLC0415 - see above

from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property, partial
from logging import Handler
from typing import TYPE_CHECKING, Any

from console.cli.interrupts import Interrupts
from console.cli.logs import close_log, open_log
from console.cli.orders import CommandLine, VaultKind
from console.cli.output import Output
from console.domain.clock import Clock
from console.domain.errors import ConsoleError, StoreTrouble, WrongInput

if TYPE_CHECKING:
    from console.beds24.client import Beds24Client
    from console.domain.secret import Secret, Vault
    from console.jobs.runner import Runner
    from console.jobs.workplace import Workplace
    from console.services.pull_sync import NewsTeller, ProgressTeller
    from console.store.examining import Finding
    from console.store.files import DataFolder
    from console.store.store import Store


class House:
    """Closes what it made when its block ends, in the opposite order."""

    def __init__(self, line: CommandLine, output: Output, clock: Clock, interrupts: Interrupts) -> None:
        self.line = line
        self.output = output
        self.clock = clock
        self.interrupts = interrupts
        self.closing = ExitStack()
        self._checked: Callable[[], Finding] | None = None
        self.is_logging = False
        self._vault: Vault | None = None
        self._passphrase: Secret | None = None

    def __enter__(self) -> "House":
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.close()

    @property
    def is_demo(self) -> bool:
        return self.line.demo

    @cached_property
    def folder(self) -> "DataFolder":
        """Not made yet: only who writes makes it."""
        from console.store.files import DataFolder, data_folder

        return DataFolder(data_folder(demo=self.line.demo, override=self.line.data_dir))

    def take_charge(self) -> None:
        """Be the one instance that works with the folder, and log there. Raises AnotherInstance, StoreTrouble."""
        from console.store.files import open_data_folder
        from console.store.in_charge import in_charge

        open_data_folder(self.folder.path)
        self.closing.enter_context(in_charge(self.folder.lock, self.clock.now()))
        self._log(rotate=True)

    def log_even_now(self) -> None:
        """A fault may come before anything has opened the log; where there is no folder, nothing can be written."""
        if not self.is_logging and self.folder.path.is_dir():
            self._log(rotate=False)

    def begin_check(self) -> None:
        """Have the database looked at while whoever opens it afterwards loads what else it needs."""
        from console.store.opening import begin_check
        from console.store.store import MIGRATIONS

        self._checked = begin_check(self.folder, MIGRATIONS, self.clock.now())

    def open_store(self) -> "Store":
        """For the instance in charge: checked, upgraded, with what a crash left open closed, and rid again of guests
        whom a restore brought back."""
        from console.store.opening import open_database
        from console.store.store import MIGRATIONS, Store

        checked, self._checked = self._checked, None  # what it found holds for one opening
        opened = open_database(self.folder, MIGRATIONS, self.clock.now(), checked=checked)
        store = Store(opened.database)
        self.closing.callback(store.close)
        if opened.upgraded.backup:
            self.output.say(f"The database was brought up to date; the former one is kept: {opened.upgraded.backup}")
        with store.writing() as session:
            session.runs.close_crashed(self.clock.now())
        if store.owes_erasures():
            from console.services.guest_erasing import apply_ledger

            apply_ledger(store, self.clock.now())
        return store

    def store_to_read(self, *, for_change: bool = False) -> "Store":
        """Beside whoever is in charge; `for_change` for one short write. Raises NotConnected, StoreDamaged, ..."""
        from console.store.beside import open_beside
        from console.store.store import Store

        store = Store(open_beside(self.folder, read_only=not for_change))
        self.closing.callback(store.close)
        self._log(rotate=False)
        if store.shows_erased():
            raise StoreTrouble(
                "Guests who were erased are in this database again, for a former one was put in its place. Open Night "
                "Porter or run sync; either erases them before anything else is done."
            )
        return store

    def vault(self) -> "Vault":
        """Opened once; a vault that does not open is tried again by the next call."""
        if self._vault is None:
            self._vault = self._open_vault()
        return self._vault

    @property
    def needs_passphrase(self) -> bool:
        return self.line.vault is VaultKind.FILE

    def take_passphrase(self, passphrase: "Secret") -> None:
        """One that was typed in a window; it counts before that of the environment, and no terminal is asked."""
        self._passphrase = passphrase

    def _open_vault(self) -> "Vault":
        if self.needs_passphrase:
            from console.cli.passphrase import ask_passphrase
            from console.vault.file_vault import open_file_vault, vault_file

            is_new, typed = not vault_file(self.folder.path).exists(), self._passphrase
            with self.interrupts.as_usual():
                return open_file_vault(
                    self.folder.path, partial(ask_passphrase, twice=is_new) if typed is None else lambda: typed
                )
        from console.vault.keyring_vault import account_of, open_keyring_vault

        return open_keyring_vault(account_of(self.folder.path))

    def beds24(self, vault: "Vault", store: "Store | None") -> "Beds24Client":
        """`store` None: the key's use is not written down."""
        from console.beds24.client import Beds24Client, Means, Settings
        from console.services.connecting import StoredDiary

        if self.line.demo:
            raise WrongInput("The demo never talks to a real account.")
        settings = Settings(api_url=self.line.api_url) if self.line.api_url else Settings()
        diary = StoredDiary(store) if store else None
        client = Beds24Client(vault, diary, settings, Means(clock=self.clock))
        self.closing.callback(client.close)
        return client

    def workplace(self) -> "Workplace":
        from console.jobs.workplace import Workplace

        self.take_charge()
        store = self.open_store()
        return Workplace(store, self.beds24(self.vault(), store), self.clock)

    def runner(
        self,
        place: "Workplace",
        tell: "ProgressTeller",
        on_done: Callable[[Any], None],
        on_refused: Callable[[ConsoleError], None] = lambda _error: None,
        announce: "NewsTeller" = lambda _changed: None,
    ) -> "Runner":
        from console.jobs.running import start_runner

        runner = start_runner(place, tell=tell, announce=announce, on_done=on_done, on_refused=on_refused)
        self.closing.callback(runner.stop)
        return runner

    def _log(self, *, rotate: bool) -> None:
        self.closing.callback(self._close_log, open_log(self.folder.path, rotate=rotate))
        self.is_logging = True

    def _close_log(self, handler: Handler) -> None:
        self.is_logging = False
        close_log(handler)
