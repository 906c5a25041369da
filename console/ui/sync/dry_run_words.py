"""What a check foresees, in one line."""

from console.services.dry_run import DrySums
from console.ui.kit.words import count, say
from console.ui.wording import dry_run as words


def sums_words(sums: DrySums) -> str:
    """ "+2 new, 5 changed (9 fields), 1 cancelled, 0 missing"."""
    fields = count(*words.CHANGED_FIELDS, sums.fields, changed=sums.changed)
    changed = fields if sums.changed else say(words.NONE_CHANGED)
    return say(words.SUMS, new=sums.new, changed=changed, cancelled=sums.cancelled, missing=sums.missing)
