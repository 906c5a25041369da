"""The adviser has a sentence for each point and each way."""

from console.domain.adviser import Point, Way
from console.ui.wording import adviser as words


def test_every_point_and_every_way_has_its_words() -> None:
    assert {Point.BELONGS, *words.POINTS} == set(Point)
    assert {Way.CHANGE_THERE, *words.WAYS} == set(Way)
