"""However a search was typed and taken back, it shows what plain Python finds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain.folding import search_words
from console.domain.guests.lines import GuestChip, GuestLine, sift_guests
from console.ui.guests.rows import GuestRows

_TEXTS = st.text(alphabet="abeuü 1", max_size=6)


def line(number: int, name: str, search: str, stays: int) -> GuestLine:
    flags = {"relayed": 0, "along": 0, "spend": 0, "here": 0, "notes": 0, "do_not_rent": 0, "no_marketing": 0}
    return GuestLine(
        id=number, name=name, country="", email="", phone="", stays=stays, last_stay="", next_stay="", currency="EUR",
        note="", vip=stays % 2, doubts=stays % 3, search=search, plain_name=name, **flags,
    )  # fmt: skip


_LINES = st.lists(st.tuples(_TEXTS, st.integers(0, 5)), max_size=20).map(
    lambda given: [line(number, text, text, stays) for number, (text, stays) in enumerate(sorted(given), 1)]
)
_STEPS = st.lists(
    st.one_of(
        _TEXTS.map(lambda text: ("search", text)),
        st.frozensets(st.sampled_from(GuestChip), max_size=2).map(lambda chips: ("sift", chips)),
        st.integers(1, 20).map(lambda number: ("merge", number)),
        st.just(("prepare", None)),
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(_LINES, _STEPS)
def test_any_steps_show_what_plain_python_finds(lines: list[GuestLine], steps: list[tuple[str, object]]) -> None:
    rows = GuestRows()
    rows.replace(lines)
    typed, chips = "", frozenset[GuestChip]()
    for verb, what in steps:
        if verb == "search":
            typed = str(what)
            rows.search(search_words(typed))
        elif verb == "sift":
            chips = what  # type: ignore[assignment] # what the strategy for it makes
            rows.sift(chips)
        elif verb == "merge":
            rows.merge(frozenset({int(str(what))}), [])
        else:
            rows.prepare()
        found = [
            one
            for one in sift_guests(rows.all, chips)
            if all(any(spelling in one.search for spelling in word) for word in search_words(typed))
        ]
        assert rows.shown == found
