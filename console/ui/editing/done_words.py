"""What was done to a reservation, in a sentence for the undo bar."""

from collections.abc import Mapping
from typing import Any

from console.domain.adviser import changed_parts
from console.domain.edits import Part
from console.domain.status import Status
from console.services.edit_book import Ground
from console.ui.editing.whose import guest_of, room_of
from console.ui.kit.words import say
from console.ui.wording import editing as words


def edited(ground: Ground, values: Mapping[str, Any]) -> str:
    """What was done, in a sentence that is read in a second."""
    guest, parts = guest_of(ground), changed_parts(ground.booking, values)
    if parts == (Part.ROOM,):
        place = tuple(values.get(name, getattr(ground.booking, name)) for name in ("room_type_id", "unit_id"))
        return say(words.DONE_MOVED, guest=guest, room=room_of(ground, (place[0], place[1])))
    if parts == (Part.STATUS,) and values["status"] == Status.CANCELLED:
        return say(words.DONE_CANCELLED, guest=guest)
    what = ", ".join(say(words.PARTS[part]) for part in parts)
    return say(words.DONE_EDITED, guest=guest, what=what)
