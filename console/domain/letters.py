"""Where two spellings differ, letter by letter."""

from rapidfuzz.distance import Indel

Stretch = tuple[str, bool]
"""Some letters, and whether the other spelling lacks them there."""


def letters_apart(one: str, other: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Both texts cut where they part; case counts, and joining the pieces of a side gives its text again. Of texts that
    have little in common, all of it differs: single letters that happen to agree would tell nothing."""
    if Indel.normalized_similarity(one, other) < _MOST:
        return _whole(one), _whole(other)
    ours: list[Stretch] = []
    theirs: list[Stretch] = []
    for step in Indel.opcodes(one, other):
        _add(ours, one[step.src_start : step.src_end], differs=step.tag != "equal")
        _add(theirs, other[step.dest_start : step.dest_end], differs=step.tag != "equal")
    return tuple(ours), tuple(theirs)


def _whole(text: str) -> tuple[Stretch, ...]:
    return ((text, True),) if text else ()


def _add(stretches: list[Stretch], text: str, *, differs: bool) -> None:
    if text:
        stretches.append((text, differs))


_MOST = 0.7
