"""Values with the letters marked by which two of them differ: underlined and bold, so that no colour has to tell it."""

from collections.abc import Iterable
from html import escape

from console.domain.letters import Stretch, letters_apart


def marked(one: str, other: str) -> tuple[str, str]:
    """Both texts as rich text, marked where they part."""
    ours, theirs = letters_apart(one, other)
    return _rich(ours), _rich(theirs)


def plain_rich(text: str) -> str:
    """A text as rich text, with its lines."""
    return escape(text).replace("\n", "<br>")


def _rich(stretches: Iterable[Stretch]) -> str:
    return "".join(f"<u><b>{plain_rich(text)}</b></u>" if differs else plain_rich(text) for text, differs in stretches)
