"""The words around erasing a guest."""

ACT = "Erase this guest…"
TITLE = "Erase a guest"
LOADING = "Looking for everything that tells of this guest…"
STAYS_ONE, STAYS_MANY = "{n} reservation", "{n} reservations"
NO_STAYS = "No reservation of their own"
GOES = (
    "Removed for good: name, contacts, address, messages, comments, notes, what the desk wrote, and everything that "
    "was received from Beds24 about these reservations."
)
STAYS_HERE = "What stays: dates, room, price, channel and country of each stay, for your figures."
FOR_EVER = (
    "No sync and no restored backup brings the guest back. Who books again is a new guest. Beds24 and the channels "
    "keep data of their own; erase the guest there too."
)
NOT_OVER = "A stay of theirs lasts until {day}. After this, nobody at the desk can tell whose it is."
ALIKE_ONE = "{n} other card may be the same person. Look at it in To review first."
ALIKE_MANY = "{n} other cards may be the same person. Look at them in To review first."
HELD = "Backups that still hold this guest"
HELD_NONE = "No backup in the data folder holds this guest."
HELD_ELSEWHERE = "Copies that you put elsewhere yourself, exported lists too, are not known to Night Porter."
BACKUP_ROW = "{what} · {until}"
KINDS = {
    "daily": ("Nightly backup of {when}", "{n} nightly backups, the newest of {when}"),
    "before-upgrade": ("Backup before an update of {when}", "{n} backups before updates, the newest of {when}"),
    "by-hand": ("Backup made by hand of {when}", "{n} backups made by hand, the newest of {when}"),
    "kept-aside": ("Former database of {when}", "{n} former databases, the newest of {when}"),
}
UNTIL = "gone by {day}"
UNTIL_UPDATES = "gone after three more updates"
UNTIL_DELETED = "there until it is deleted"
BY_HAND = "never deleted by Night Porter: {file}"
DELETE_ONE = "Delete this backup of Night Porter's own; a new one without the guest is made first"
DELETE_MANY = "Delete these {n} backups of Night Porter's own; a new one without the guest is made first"
SURE = "It is the right guest, and I know that this cannot be undone"
ERASE = "Erase for good"
CANCEL = "Cancel"
CLOSE = "Close"
ERASING = "Erasing…"
DONE = "The guest is erased"
DONE_TEXT = "Done {when}. The proof names nobody: it holds numbers of what was removed, and hashes."
NOT_SCRUBBED = "The file of the database is in use, so that the freed places in it are wiped at the next start."
REMOVED = {
    "reservations": ("{n} reservation emptied", "{n} reservations emptied"),
    "bodies": ("{n} body received from Beds24", "{n} bodies received from Beds24"),
    "events": ("{n} webhook or waiting item", "{n} webhooks or waiting items"),
    "messages": ("{n} message", "{n} messages"),
    "history_values": ("{n} value in the history", "{n} values in the history"),
    "desk": ("{n} word, flag or note of the desk", "{n} words, flags and notes of the desk"),
    "decisions": ("{n} note on a decision", "{n} notes on decisions"),
    "sources": ("{n} source", "{n} sources"),
    "keys": ("{n} key for matching", "{n} keys for matching"),
}
SAVE_PROOF = "Save the proof…"
SAVE_AS = "Save the proof"
PROOF_FILE = "erased-guest-{number}"
PROOF_TEXT, PROOF_JSON = "Text (*.txt)", "Data (*.json)"
SAVED = "Saved as {file}"
NOT_SAVED = "It was not saved: {error}"
FAILED = "The guest was not erased"
NOT_FOUND = "This guest could not be looked at"
BACKUPS_STAY = "The guest is erased, but the backups were not deleted"
TOLD = "The guest was erased"
PROOF_TITLE = "Proof of erasure"
PROOF_LINE = "{name}: {value}"
PROOF_WHEN, PROOF_BY, PROOF_GUEST = "When (UTC)", "By", "Number of the guest"
PROOF_REMOVED, PROOF_KEPT = "Removed", "Kept"
PROOF_KEPT_TEXT = "dates, room, price, channel, country"
PROOF_BOOKINGS, PROOF_CONTACTS = "Bookings (HMAC-SHA256)", "Contacts (HMAC-SHA256)"
PROOF_SCRUBBED = "File of the database wiped"
PROOF_BACKUPS = "Backups that still hold the guest"
YES, NOT_YET, NONE = "yes", "at the next start", "none"
