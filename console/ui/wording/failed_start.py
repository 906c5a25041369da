"""The words of the small window that says why Night Porter could not open."""

TITLE = "Night Porter"
NAME = "Why Night Porter did not open"

DAMAGED = "The hotel's database cannot be used"
DAMAGED_MEANS = (
    "New bookings do not arrive here until this is mended. Beds24 and the channels go on as usual, and nothing on this "
    "computer was deleted."
)
DAMAGED_DO = "Restore the backup below. Whatever changed at Beds24 since then is read again."
DAMAGED_LOOKING = "Looking for a backup that passes its check…"
DAMAGED_ALONE = (
    "There is no backup here that passes its check. Put one into the folder “backups”, or move the file "
    "night-porter.db to another place: Night Porter then begins anew and reads everything from Beds24."
)

NEWER = "This database belongs to a newer Night Porter"
NEWER_MEANS = "This program does not know its format and did not touch it. New bookings do not arrive here meanwhile."
NEWER_DO = "Start the newer Night Porter, or install it on this computer."

HELD = "Another Night Porter works with this folder"
HELD_MEANS = "It keeps the bookings up to date, so nothing is missed. Only one at a time may do that."
HELD_DO = (
    "If you do not see its window, it may run as a service or from a command line. Close it there, then try again."
)

TROUBLE = "The hotel's data cannot be used now"
TROUBLE_MEANS = "New bookings do not arrive here until this is mended. Nothing was lost."
TROUBLE_DO = (
    "Look whether the disk is full or write-protected, and whether another program, a backup or a virus scanner, holds "
    "the folder. Then try again."
)

FOLDER = "This folder cannot hold the hotel's data"
FOLDER_MEANS = "Nothing in it was changed."
FOLDER_DO = "Start Night Porter with another folder."

VAULT = "The safe place for the key did not open"
VAULT_MEANS = "Without the key nothing can be read from Beds24. The bookings on this computer are as they were."
VAULT_DO = "Unlock it, then try again."
UNLOCK_DO = (
    "Enter the passphrase of the encrypted file. At the very first start choose one that others cannot guess, and "
    "write it down in a safe place."
)
UNLOCK_FIELD = "Passphrase"
UNLOCK = "Unlock"

FAULT = "Night Porter could not open"
FAULT_MEANS = "New bookings do not arrive here meanwhile. What was saved before is still there."
FAULT_DO = "Try again. If it happens once more, the log in the folder tells the support what it was."

TRIED = "Tried again at {time}, and it is still so."
BACKUP = "Backup of {when}"
BACKUP_HOLDS = "It holds {bookings} and {guests}; its last sync was {last}."
TRY_AGAIN = "Try again"
OPEN_FOLDER = "Open the folder"
RESTORE = "Restore this backup…"
QUIT = "Quit"
RESTORING = "Putting the backup in place…"
NOT_RESTORED = "The backup could not be put in place, and everything is as it was. {problem}"
RESTORE_TEXT = (
    "{holds} What is there now is kept beside it, and whatever changed at Beds24 since then is read again. Only what "
    "was entered on this computer since then is in the kept copy alone."
)
