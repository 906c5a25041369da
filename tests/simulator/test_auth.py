"""Keys as FACTS.md 1 describes them."""

from typing import Any

import pytest

from console.simulator import Assumptions, Fault, FaultKind, SimulatedClock, Simulator
from tests.simulator.caller import Caller

DAY = 86_400


def _set_up(simulator: Simulator, code: str, peer: str = "127.0.0.1") -> Any:
    return simulator.handle("GET", "/authentication/setup", (), {"code": code, "deviceName": "desk"}, peer=peer)


def test_an_invite_code_gives_both_tokens_for_a_day(simulator: Simulator) -> None:
    answer = _set_up(simulator, simulator.make_invite_code())
    assert answer.status == 200
    assert answer.json().keys() == {"token", "expiresIn", "refreshToken"}
    assert answer.json()["expiresIn"] == DAY
    assert 152 <= len(answer.json()["token"]) <= 172


def test_an_invite_code_works_once(simulator: Simulator) -> None:
    code = simulator.make_invite_code()
    _set_up(simulator, code)
    assert _set_up(simulator, code).status == 400


@pytest.mark.parametrize(("seconds", "status"), [(DAY - 1, 200), (DAY, 400)])
def test_an_invite_code_lives_24_hours(simulator: Simulator, clock: SimulatedClock, seconds: int, status: int) -> None:
    code = simulator.make_invite_code()
    clock.advance(seconds)
    assert _set_up(simulator, code).status == status


@pytest.mark.parametrize(("seconds", "status"), [(DAY - 1, 200), (DAY, 401)])
def test_an_access_token_lives_24_hours(caller: Caller, clock: SimulatedClock, seconds: int, status: int) -> None:
    clock.advance(seconds)
    assert caller.call("GET", "/bookings").status == status


def test_the_refusal_is_the_known_envelope(caller: Caller) -> None:
    caller.token = "nonsense"
    assert caller.get("/bookings") == {"success": False, "type": "error", "code": 401, "error": "Token not valid"}


def test_a_bearer_header_is_no_key(caller: Caller) -> None:
    answer = caller.simulator.handle("GET", "/bookings", (), {"Authorization": f"Bearer {caller.token}"})
    assert answer.status == 401


def test_a_refresh_token_used_in_time_never_dies(caller: Caller, clock: SimulatedClock) -> None:
    for _ in range(5):
        clock.advance(29 * DAY)
        assert caller.renew(caller.refresh_token).status == 200


def test_a_refresh_token_dies_after_30_idle_days(caller: Caller, clock: SimulatedClock) -> None:
    clock.advance(30 * DAY)
    assert caller.renew(caller.refresh_token).status == 401


def test_the_refresh_token_stays_the_same_by_default(caller: Caller) -> None:
    assert "refreshToken" not in str(caller.renew(caller.refresh_token).json())


def test_a_rotated_refresh_token_kills_the_old_one_at_once(caller: Caller) -> None:
    caller.simulator.switch_on(Fault(FaultKind.ROTATE_REFRESH))
    keys: Any = caller.renew(caller.refresh_token).json()
    assert caller.renew(caller.refresh_token).status == 401
    assert caller.renew(keys["refreshToken"]).status == 200


def test_rotation_can_be_the_rule() -> None:
    caller = Caller(Simulator(assumed=Assumptions(rotates_refresh_tokens=True)))
    keys: Any = caller.renew(caller.refresh_token).json()
    assert keys["refreshToken"] != caller.refresh_token


def test_a_revoked_refresh_token_takes_its_access_tokens_along(caller: Caller) -> None:
    headers = {"refreshToken": caller.refresh_token}
    answer = caller.simulator.handle("DELETE", "/authentication/token", (), headers)
    assert (answer.status, answer.body) == (200, b"")
    assert caller.renew(caller.refresh_token).status == 401
    assert caller.call("GET", "/bookings").status == 401


@pytest.mark.parametrize(
    ("scopes", "method", "path", "status"),
    [
        (["read:bookings"], "GET", "/bookings", 200),
        (["all:bookings"], "GET", "/bookings", 200),
        (["write:bookings"], "GET", "/bookings", 401),
        (["read:properties"], "GET", "/bookings", 401),
        (["read:bookings"], "POST", "/bookings", 401),
        (["write:bookings"], "DELETE", "/bookings", 401),
        (["delete:bookings"], "DELETE", "/bookings", 201),
        (["read:bookings"], "GET", "/properties", 401),
        (["read:properties"], "GET", "/properties", 200),
        (["read:bookings"], "GET", "/bookings/messages", 401),
        (["read:bookings", "read:bookings-personal"], "GET", "/bookings/messages", 200),
    ],
)
def test_a_missing_scope_is_refused_like_a_dead_token(
    simulator: Simulator, scopes: list[str], method: str, path: str, status: int
) -> None:
    answer = Caller(simulator, scopes).call(method, path, body=[])
    assert answer.status == status
    if status == 401:
        assert b"Token not valid" in answer.body


def test_another_address_than_the_whitelisted_is_refused_like_a_dead_token(simulator: Simulator) -> None:
    code = simulator.make_invite_code(whitelist=["203.0.113.7"])
    token = _set_up(simulator, code, "203.0.113.7").json()["token"]
    headers = {"token": token}
    assert simulator.handle("GET", "/bookings", (), headers, peer="203.0.113.7").status == 200
    assert simulator.handle("GET", "/bookings", (), headers, peer="203.0.113.8").status == 401


def test_the_details_tell_what_a_token_may(simulator: Simulator) -> None:
    caller = Caller(simulator, ["read:bookings"])
    details = caller.get("/authentication/details")
    assert details["validToken"] is True
    assert details["token"]["scopes"] == ["read:bookings"]
    assert details["token"]["whiteList"] == [""]
    assert details["diagnostics"] == {"requestIp": "127.0.0.1"}


def test_the_details_of_a_dead_token_come_with_200_and_without_credits(caller: Caller) -> None:
    caller.token = "nonsense"
    answer = caller.call("GET", "/authentication/details")
    assert (answer.status, caller.get("/authentication/details")["validToken"]) == (200, False)
    assert not [name for name, _ in answer.headers if name.startswith("X-")]


def test_a_long_life_token_reads_but_never_writes(simulator: Simulator, caller: Caller) -> None:
    caller.token = simulator.make_long_life_token()
    assert caller.call("GET", "/bookings").status == 200
    assert caller.call("POST", "/bookings", body=[]).status == 401


@pytest.mark.parametrize(("days", "status"), [(89, 200), (90, 401)])
def test_a_long_life_token_dies_after_90_idle_days(
    caller: Caller, clock: SimulatedClock, days: int, status: int
) -> None:
    caller.token = caller.simulator.make_long_life_token()
    clock.advance(days * DAY)
    assert caller.call("GET", "/bookings").status == status


def test_all_access_tokens_can_be_made_to_expire(caller: Caller) -> None:
    caller.simulator.keys.expire_access()
    assert caller.call("GET", "/bookings").status == 401
    assert caller.renew(caller.refresh_token).status == 200


def test_the_same_seed_gives_the_same_keys() -> None:
    assert Caller(Simulator(seed=5)).token == Caller(Simulator(seed=5)).token
    assert Caller(Simulator(seed=5)).token != Caller(Simulator(seed=6)).token
