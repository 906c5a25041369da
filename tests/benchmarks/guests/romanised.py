"""Greek and Ukrainian names in Latin letters, in the spelling of the passport and in one that people use."""

import re

_PASSPORT = {
    "ου": "ou", "αυ": "av", "ευ": "ev", "γγ": "ng", "γκ": "gk", "μπ": "mp", "ντ": "nt",
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
    "ά": "a", "έ": "e", "ή": "i", "ί": "i", "ό": "o", "ύ": "y", "ώ": "o", "ϊ": "i", "ΐ": "i", "ού": "ou",
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu",
    "я": "ia",
}  # fmt: skip
_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_PEOPLE = {"γκ": "g", "μπ": "b", "η": "i", "υ": "i", "χ": "h", "φ": "ph", "ύ": "i",
           "г": "g", "є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya", "щ": "sch"}  # fmt: skip


def romanise(name: str) -> tuple[str, ...]:
    """`name` in Latin letters: as the passport has it, then, where it differs, as people write it."""
    passport = _spelt(name, _PASSPORT)
    people = _spelt(name, _PASSPORT | _PEOPLE)
    return (passport,) if people == passport else (passport, people)


def _spelt(name: str, table: dict[str, str]) -> str:
    words = [_one(word, table) for word in name.lower().split()]
    return " ".join(words)


def _one(word: str, table: dict[str, str]) -> str:
    head = _FIRST.get(word[0], "")
    rest = word[1:] if head else word
    pairs = "|".join(sorted(table, key=len, reverse=True))
    return (head + re.sub(pairs, lambda found: table[found[0]], rest)).capitalize()
