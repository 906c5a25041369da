"""The quick tunnel beside listener and runner: its address goes where it is needed, at a simulated Beds24 too."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from console.cli.demo.living import connect_demo
from console.cli.demo.stage import Stage, set_stage
from console.domain.errors import WrongInput
from console.domain.quick_tunnel import MovePhase, MoveState, TunnelPhase, TunnelState
from console.domain.secret import Secret, SecretName
from console.jobs.runner import Runner
from console.jobs.running import start_runner
from console.services.connecting import Offer, connect_hotel
from console.services.pull_sync import Watch
from console.services.webhook_at_beds24 import WebhookAtBeds24
from console.services.webhook_settings import WebhookDesk, WebhookStanding, WebhookWishes
from console.simulator import Fault, FaultKind
from console.store.files import open_data_folder
from console.vault.column_cipher import ColumnCipher, cipher_of
from console.webhook_wiring import Hooks
from tests.building import NOW
from tests.cli.hooks import free_port
from tests.cli.running import until
from tests.webhook.tunnels import ADDRESS, OTHER, Program, said

SECRET = Secret("the-canary-secret-of-ours")
ELSE = "https://other.example.net/x"
READS_ONLY = ("read:bookings", "read:bookings-personal", "read:properties")


class House:
    """A hotel with a listener, a program of ours that makes its tunnel, and a simulated Beds24."""

    def __init__(self, stage: Stage, program: Program) -> None:
        self.stage = stage
        self.program = program
        self.desk = WebhookDesk(stage.place.store, stage.place.clock)
        self.there = WebhookAtBeds24(stage.place.store, stage.beds24, self.cipher)
        self.told: list[TunnelState | MoveState] = []
        self.runner: Runner | None = None
        self.hooks: Hooks | None = None

    def cipher(self) -> ColumnCipher:
        return cipher_of(self.stage.vault)

    def wish(self, wishes: WebhookWishes) -> None:
        self.desk.switch_on(wishes, self.cipher)

    @contextmanager
    def running(self) -> Iterator[Hooks]:
        """As the window or `serve` runs it."""
        runner = self.runner = start_runner(self.stage.place, tell=lambda _told: None, on_done=lambda _report: None)
        hooks = self.hooks = Hooks(
            self.stage.place,
            runner,
            self.stage.vault,
            lambda _changed: None,
            tell_tunnel=self.told.append,
            programs=self.program.path,
            look_every=0.05,
        )
        hooks.start()
        try:
            yield hooks
        finally:
            hooks.stop()
            assert runner.stop()
            assert not any(start.is_there for start in self.program.starts)

    @property
    def standing(self) -> WebhookStanding:
        return self.desk.standing()

    @property
    def at_beds24(self) -> list[str]:
        """The addresses that Beds24 has."""
        return str(self.stage.simulator.service.webhooks.wire()["url"]).splitlines()

    def open_at(self, address: str) -> None:
        """Return once this address is the public one."""
        until(lambda: self.standing.setup.public_url == address)

    def set_up_there(self) -> None:
        """As the manager does with one click."""
        assert self.runner is not None
        assert self.runner.run_errand(lambda _watch: self.there.set_up()).result(10).stands

    def moved(self, phase: MovePhase) -> MoveState:
        """Return once it stands so with telling Beds24; how it stands."""
        assert self.hooks is not None
        mover = self.hooks.tunnel.mover
        until(lambda: mover.state.phase is phase)
        return mover.state

    def use_key(self, *scopes: str) -> None:
        """Another key in the place of the one that may do everything."""
        stage = self.stage
        stage.vault.forget(SecretName.REFRESH_TOKEN)
        code = Secret(stage.simulator.make_invite_code(scopes))
        connect_hotel(stage.place.store, stage.vault, stage.beds24, stage.place.clock, Offer(invite_code=code))

    def requests(self) -> int:
        """How many requests Beds24 has seen."""
        return len(self.stage.simulator.log.entries())


Tunnelled = Callable[..., House]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Its first tunnel ends when it is let go, its second has another address."""
    folder = open_data_folder(tmp_path / "data")
    program = Program(tmp_path / "bin", [*said(ADDRESS), ["await", "go"], ["end", "1"]], said(OTHER))
    with set_stage(folder, NOW, 7, lambda _url: None) as stage:
        connect_demo(stage)
        made = House(stage, program)
        made.wish(WebhookWishes(secret=SECRET, has_segment=True, tunnel=True))
        yield made


def test_the_tunnel_leads_to_the_listener_and_its_address_is_the_public_one(house: House) -> None:
    with house.running() as hooks:
        house.open_at(ADDRESS)
        assert house.program.starts[0].words[-1] == f"http://127.0.0.1:{hooks.ear.state.port}"
        assert TunnelState(TunnelPhase.OPEN, ADDRESS) in house.told
        assert house.at_beds24 == []


def test_it_begins_again_with_the_program_and_ends_with_it(house: House) -> None:
    with house.running():
        house.open_at(ADDRESS)
    house.program.plan(said(OTHER))
    with house.running():
        house.open_at(OTHER)
    assert len(house.program.starts) == 2


def test_nothing_runs_while_the_webhook_or_the_tunnel_is_off(house: House) -> None:
    with house.running() as hooks:
        house.open_at(ADDRESS)
        house.desk.switch_off()
        until(lambda: hooks.tunnel.keeper.state == TunnelState())
        assert not house.program.starts[0].is_there
        house.wish(WebhookWishes())
        house.open_at(OTHER)
        house.wish(WebhookWishes(tunnel=False))
        assert house.standing.setup.public_url == ""
        until(lambda: hooks.tunnel.keeper.state == TunnelState())
        assert not house.program.starts[1].is_there
        house.wish(WebhookWishes(public_url="https://hotel.example.com"))
    with house.running():
        until(lambda: house.hooks is not None and house.hooks.ear.state.port is not None)
    assert len(house.program.starts) == 2
    assert house.standing.setup.public_url == "https://hotel.example.com"


def test_no_other_address_is_entered_while_the_tunnel_enters_its_own(house: House) -> None:
    with pytest.raises(WrongInput, match="Switch it off first"):
        house.wish(WebhookWishes(public_url="https://hotel.example.com"))
    house.wish(WebhookWishes(public_url="https://hotel.example.com", tunnel=False))
    assert house.standing.setup.public_url == "https://hotel.example.com"


def test_a_new_address_is_told_to_beds24_where_the_console_had_told_the_former_one(house: House) -> None:
    house.stage.simulator.set_webhooks({"url": ELSE, "version": "one"})
    with house.running():
        house.open_at(ADDRESS)
        house.set_up_there()
        before = dict(house.stage.simulator.service.webhooks.wire())
        house.program.let_go("go")
        house.open_at(OTHER)
        house.moved(MovePhase.DONE)
        setup = house.standing.setup
    assert house.at_beds24 == [ELSE, setup.address]
    assert setup.address.startswith(OTHER)
    assert {**before, "url": ""} == {**house.stage.simulator.service.webhooks.wire(), "url": ""}
    assert house.standing.tunnel.told_address == setup.address


def test_an_address_that_changed_while_nothing_ran_is_told_at_the_next_start(house: House) -> None:
    with house.running():
        house.open_at(ADDRESS)
        house.set_up_there()
    house.program.plan(said(OTHER))
    with house.running():
        house.moved(MovePhase.DONE)
    assert house.at_beds24 == [house.standing.setup.address]


def test_beds24_that_was_never_told_by_the_console_is_left_alone(house: House) -> None:
    with house.running():
        house.open_at(ADDRESS)
        by_hand = house.standing.setup.address
        house.stage.simulator.set_webhooks({"url": by_hand})
        house.program.let_go("go")
        house.open_at(OTHER)
    assert house.at_beds24 == [by_hand]
    assert not [state for state in house.told if isinstance(state, MoveState)]


def test_an_address_that_somebody_took_out_of_beds24_is_not_put_back(house: House) -> None:
    with house.running():
        house.open_at(ADDRESS)
        house.set_up_there()
        house.stage.simulator.set_webhooks({"url": ELSE})
        house.program.let_go("go")
        house.moved(MovePhase.NOT_THERE)
    assert house.at_beds24 == [ELSE]
    assert house.standing.tunnel.told_address == ""


def test_messages_that_somebody_switched_off_at_beds24_stay_off(house: House) -> None:
    with house.running():
        house.open_at(ADDRESS)
        house.set_up_there()
        house.stage.simulator.set_webhooks({"version": "none"})
        former = house.at_beds24
        house.program.let_go("go")
        house.moved(MovePhase.NOT_THERE)
    assert house.at_beds24 == former
    assert house.stage.simulator.service.webhooks.wire()["version"] == "none"


def test_a_failure_is_told_with_its_time_and_tried_again_until_it_works(house: House) -> None:
    with house.running():
        house.open_at(ADDRESS)
        house.set_up_there()
        house.stage.simulator.switch_on(Fault(FaultKind.HTTP_500, "/properties", times=50))
        house.program.let_go("go")
        failed = house.moved(MovePhase.FAILED)
        assert failed.sentence
        assert failed.again_at is not None
        assert house.at_beds24 != [house.standing.setup.address]
        house.stage.simulator.faults.clear()
        house.stage.time.advance(60)
        house.moved(MovePhase.DONE)
    assert house.at_beds24 == [house.standing.setup.address]


def test_a_key_that_may_not_change_settings_is_not_used_for_it(house: House) -> None:
    with house.running():
        house.open_at(ADDRESS)
        house.set_up_there()
        former = house.at_beds24
        house.use_key(*READS_ONLY)
        asked = house.requests()
        house.program.let_go("go")
        house.moved(MovePhase.NO_RIGHT)
        assert house.requests() == asked
        assert house.at_beds24 == former
        house.use_key(*READS_ONLY, "write:properties")
        house.moved(MovePhase.DONE)
    assert house.at_beds24 == [house.standing.setup.address]


def test_what_is_under_way_comes_first_and_quitting_waits_for_neither(house: House) -> None:
    with house.running():
        house.open_at(ADDRESS)
        house.set_up_there()
        assert house.runner is not None
        begun, go_on = threading.Event(), threading.Event()

        def long_errand(_watch: Watch) -> None:
            begun.set()
            go_on.wait(20)

        house.runner.run_errand(long_errand)
        assert begun.wait(10)
        former = house.at_beds24
        house.program.let_go("go")
        house.moved(MovePhase.UNDER_WAY)
        assert house.at_beds24 == former
        go_on.set()
        house.moved(MovePhase.DONE)


def test_what_is_broken_off_by_a_person_is_begun_again(house: House) -> None:
    with house.running():
        house.open_at(ADDRESS)
        house.set_up_there()
        assert house.runner is not None
        house.stage.simulator.switch_on(Fault(FaultKind.SLOW, "/properties", times=1, seconds=5))
        house.program.let_go("go")
        until(lambda: "slow" in house.stage.simulator.log.entries()[-1].faults)
        house.runner.cancel()
        house.moved(MovePhase.DONE)
    assert house.at_beds24 == [house.standing.setup.address]


def test_all_of_it_ends_in_time_even_with_a_program_that_does_not_want_to(house: House) -> None:
    house.program.plan([["deaf", ""], *said(ADDRESS)])
    with house.running() as hooks:
        house.open_at(ADDRESS)
        began = time.monotonic()
        hooks.stop()
        assert time.monotonic() - began < 2.5
        assert not house.program.starts[0].is_there


def test_tunnel_and_beds24_follow_the_listener_to_another_port(house: House) -> None:
    house.program.plan(said(ADDRESS), said(OTHER))
    port = free_port()
    with house.running() as hooks:
        house.open_at(ADDRESS)
        house.set_up_there()
        hooks.ear.choose_port(port)
        house.open_at(OTHER)
        house.moved(MovePhase.DONE)
        assert hooks.ear.state.port == port
        assert house.program.starts[1].words[-1] == f"http://127.0.0.1:{port}"
    assert house.at_beds24 == [house.standing.setup.address]
