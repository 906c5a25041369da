"""What can go wrong with webhooks, switched on and off."""

import pytest

from console.simulator import WebhookFault, WebhookFaultKind
from tests.simulator.webhooks.receiver import House


def test_duplicates_come_twice(house: House) -> None:
    house.fault(WebhookFaultKind.DUPLICATE, seconds=30)
    house.create()
    assert (len(house.later(19)), len(house.later(30)), len(house.later())) == (1, 1, 0)
    assert len({heard.body.partition(b"booking")[2] for heard in house.receiver.heard}) == 1
    assert [heard.json["retries"] for heard in house.receiver.heard] == [0, 0]


def test_a_newer_one_may_come_first(house: House) -> None:
    house.fault(WebhookFaultKind.REORDER)
    number = house.create(price=1)
    assert len(house.hooks.faults.showing()) == 1
    house.simulator.modify(number, {"price": 2})
    assert house.one(0).json["booking"]["price"] == 2
    assert house.one().json["booking"]["price"] == 1


def test_one_that_overtakes_goes_before_all_that_are_due(house: House) -> None:
    house.hooks.choose(at_once=True)
    first, second = house.create(), house.create(unitId=2)
    house.fault(WebhookFaultKind.REORDER)
    third = house.create(unitId=3)
    assert [heard.json["booking"]["id"] for heard in house.later(0)] == [third, first, second]


def test_a_lost_one_never_comes(house: House) -> None:
    house.fault(WebhookFaultKind.LOSS)
    house.create()
    house.create(unitId=2)
    assert len(house.later()) == 1
    assert house.outcomes() == ["lost", "delivered"]


def test_a_late_one_comes_late(house: House) -> None:
    house.fault(WebhookFaultKind.LATE, seconds=1800)
    house.create()
    assert (len(house.later(1800)), len(house.later(20))) == (0, 1)


def test_a_body_may_come_in_an_array(house: House) -> None:
    house.fault(WebhookFaultKind.ARRAY)
    number = house.create()
    assert [each["booking"]["id"] for each in house.one().json] == [number]
    assert house.hooks.log()[0].tries[0].faults == ("array",)


def test_a_booking_may_be_gone_when_its_webhook_comes(house: House) -> None:
    house.hooks.assume(on_hard_delete=True)
    house.fault(WebhookFaultKind.DELETION)
    number = house.create()
    assert house.one().json["booking"]["id"] == number
    assert house.simulator.book.find(number) is None
    assert house.later() == []


@pytest.mark.parametrize("kind", ["", "truncated", "empty", "html", "number", "no_booking", "not_utf8", "deep"])
def test_garbage_comes_once(house: House, kind: str) -> None:
    house.fault(WebhookFaultKind.GARBAGE, detail=kind)
    house.receiver.answer(400)
    number = house.create()
    garbage, whole = house.one(), house.one()
    with pytest.raises((ValueError, KeyError, TypeError, RecursionError)):
        assert garbage.json["booking"]["id"]
    assert whole.json["booking"]["id"] == number


def test_a_wrong_secret_comes_once_and_is_almost_right(house: House) -> None:
    house.hooks.choose(hmac_secret="s")
    house.fault(WebhookFaultKind.WRONG_SECRET)
    house.receiver.answer(401)
    house.create()
    wrong, right = house.one(), house.one()
    assert (wrong.header("x-secret"), right.header("x-secret")) == (["abcde0"], ["abcdef"])
    assert wrong.header("x-beds24-signature") != right.header("x-beds24-signature")


def test_one_that_finds_nobody_is_tried_again(house: House) -> None:
    house.fault(WebhookFaultKind.UNREACHABLE)
    house.create()
    house.later(19)
    assert (house.receiver.heard, [each.reply.code for each in house.hooks.log()[0].tries]) == ([], [None])
    assert (len(house.later()), house.outcomes()) == (1, ["delivered"])


def test_faults_are_limited_counted_and_cleared(house: House) -> None:
    number = house.create()
    house.later()
    house.fault(WebhookFaultKind.LOSS, ids=(number,), times=None)
    house.fault(WebhookFaultKind.ARRAY, skip=1)
    house.create(unitId=2)
    house.simulator.modify(number, {"notes": "x"})
    assert isinstance(house.one().json, dict)
    house.hooks.clear_faults(WebhookFaultKind.LOSS)
    house.simulator.modify(number, {"notes": "y"})
    assert isinstance(house.one().json, list)
    house.fault(WebhookFaultKind.LATE)
    house.hooks.clear_faults()
    assert house.hooks.faults.showing() == ()


@pytest.mark.parametrize(
    "wrong", [{"probability": 2}, {"times": -1}, {"skip": -1}, {"seconds": -1}, {"detail": "nonsense"}]
)
def test_a_wrong_fault_cannot_be_made(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"nonsense|negative"):
        WebhookFault(WebhookFaultKind.GARBAGE, **wrong)  # type: ignore[arg-type] # that is what is tried


def test_a_fault_without_details_takes_none() -> None:
    with pytest.raises(ValueError, match="detail"):
        WebhookFault(WebhookFaultKind.LOSS, detail="x")
