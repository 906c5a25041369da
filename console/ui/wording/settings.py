"""The words of Settings."""

TITLE = "Settings"
SEARCH = "Search settings"
SECTIONS = "Sections of Settings"
NOT_FOUND = "No setting is called that."
SAVED = "Saved"
SAVING = "Saving…"
CANCEL = "Cancel"
TRY_AGAIN = "Try again"
UNREAD = "These settings cannot be read now"

GO_TO = "Settings: {section}"
DO_REMOVE = "Remove the key from this computer…"
DO_USUAL_BRAKE = "Brake back to usual"
DO_RESTORE = "Restore a backup…"
FIND = "Find in Settings"

# Connection
CONNECTION = "Connection"
CONNECTION_ABOUT = (
    "The key by which Night Porter reads from Beds24. It is kept in the safe place of this computer only."
)
KEY_WORKS = "The key works"
KEY_LOOKING = "Looking at the key…"
KEY_NONE = "There is no key on this computer"
KEY_NONE_TEXT = "Bookings are not arriving. Make an invite code in Beds24 and connect again."
KEY_REFUSED = "Beds24 no longer accepts the key"
KEY_CANNOT_TELL = "Whether the key works cannot be told now"
KEY_USED = "Last used {when}"
KEY_NEVER_USED = "Not used yet"
KEY_DIES = ("Dies in {n} day if it is not used", "Dies in {n} days if it is not used")
KEY_DIED = "Not used for 30 days: Beds24 has forgotten it"
KEY_IN = "Kept in: {place}"
KEY_CHECK = "Check the key"
KEY_REPLACE = "Replace key…"
KEY_REMOVE = "Remove from this computer…"
HOTEL_AT_BEDS24 = "{name} · Beds24 number {number}"
SCOPES = "What the key may do"
SCOPES_UNKNOWN = "Not known yet. Check the key to find out."
REPLACE_TITLE = "Another key in place of this one"
REPLACE_TEXT = (
    "Make an invite code in Beds24 (Settings › Marketplace › API) and paste it here. It works once, for 24 hours. The "
    "former key stays in use if the new one is not better."
)
REPLACE_USE = "Use this code"
REPLACED = "The new key is in use."
REMOVE_TITLE = "Remove the key from this computer?"
REMOVE_TEXT = (
    "Night Porter then reads nothing from Beds24 until another invite code is entered. Everything that was read stays: "
    "bookings, guests, history and settings. In Beds24 the key lives on for 30 days unless you delete it there too."
)
REMOVE_YES = "Remove the key"
REMOVE_NO = "Keep it"
REMOVED = "The key was removed from this computer."
JUST_NOW = "just now"
MINUTES_AGO = ("{n} minute ago", "{n} minutes ago")
HOURS_AGO = ("{n} hour ago", "{n} hours ago")
DAYS_AGO = ("{n} day ago", "{n} days ago")

# Rooms
ROOMS = "Rooms"
ROOMS_ABOUT = "Which room of Beds24 is which room of yours. A name given here stays, whatever Beds24 calls the room."
ROOMS_LIST = "Rooms"
ROOMS_READ = "Read rooms again"
ROOMS_READING = "Reading the rooms from Beds24…"
ROOMS_WERE_READ = "The rooms are as Beds24 has them now."
ROOMS_EMPTY = "No rooms yet"
ROOMS_EMPTY_TEXT = "Night Porter learns them from Beds24."
ROOM_GONE = "No longer at Beds24"
ROOM_BY_HAND = "Named here"
PLACE = "{type} · unit {unit}"
PLACE_UNKNOWN_TYPE = "Room type {number} · unit {unit}"
UNKNOWN_ONE = (
    "{n} booking waits for a room that Beds24 calls {number}, unit {unit}. Read the rooms again, or map it.",
    "{n} bookings wait for a room that Beds24 calls {number}, unit {unit}. Read the rooms again, or map it.",
)
MAP_IT = "Map it…"
MAPPED_TWICE = (
    "Room {room} stands for more than one room of Beds24: {places}. Guests can be booked into it twice for one night."
)
MISCOUNTED = (
    "Beds24 sells {n} room of the type {type}, and {rooms} are listed here. Compare the rooms in Beds24.",
    "Beds24 sells {n} rooms of the type {type}, and {rooms} are listed here. Compare the rooms in Beds24.",
)
OVERFULL = (
    "{n} coming booking brings more guests than {type} takes ({takes}).",
    "{n} coming bookings bring more guests than {type} takes ({takes}).",
)
MAPPED = "Mapped by hand"
MAPPED_TEXT = "Rooms of Beds24 that you placed yourself. Stays that are not over follow at once when you change one."
MAPPED_STAYS = ("{n} stay", "{n} stays")
MAPPED_LATER = "Room chosen later"
MAPPED_ADDED = "{room}, added here"
MAPPED_CHOICE = "Our room for {place}"
PLACE_NO_UNIT = "{type} · no unit yet"
TYPE_UNKNOWN = "Room type {number}"
LIST_AND = ", "
UNMAP = "Remove…"
UNMAP_NAME = "Take back {place}"
UNMAP_TITLE = "Take back where bookings for {place} belong?"
UNMAP_TEXT = (
    "{n} stay is placed anew. If its room at Beds24 is not known here, it waits under Sync until it is mapped.",
    "{n} stays are placed anew. If their room at Beds24 is not known here, they wait under Sync until it is mapped.",
)
UNMAP_YES = "Take it back"
UNMAP_NO = "Leave as it is"
ALL_KNOWN = "Every booking has found its room."

# Schedule
SCHEDULE = "Schedule"
SCHEDULE_ABOUT = "When Night Porter looks for changes. Every setting counts from the next look on."
SYNC_ON = "Read bookings from Beds24"
SYNC_ON_TEXT = "Switched off, nothing is read until somebody switches it on again."
SYNC_OFF_NOTE = "Switched off: new bookings are not arriving."
INTERVAL = "Look for changes every"
INTERVAL_TEXT = (
    "Five minutes is usual and costs little of Beds24's allowance. With more, trouble is noticed later: the sign at the"
    " top turns amber five minutes after a check that did not come, and red after twenty-five."
)
INTERVAL_UNIT = " min"
NIGHT_HOUR = "Compare everything at"
NIGHT_HOUR_TEXT = (
    "Once a night every booking is compared. A night that was missed is made up when the computer is on again."
)
ARRIVALS = "Check the arrivals of the next 48 hours"
ARRIVALS_TEXT = (
    "Each of them is read from Beds24 and compared, so that the desk's list is proved before the guests come. It costs"
    " one or two requests; a check that was missed is made up when the computer is on again."
)
ARRIVALS_FIRST = "In the morning at"
ARRIVALS_SECOND = "and in the evening at"
ZONE = "Time zone of the hotel"
ZONE_TEXT = "It decides when a day begins, and in which time everything is shown."

# Brake
BRAKE = "Brake"
BRAKE_ABOUT = (
    "A run that looks wrong stops before it changes anything, and asks you. What Beds24 plainly says is a cancellation "
    "passes as long as it stays within these limits."
)
VANISHED_ROWS = "Stop when more than this many bookings vanish"
VANISHED_ROWS_TEXT = "Known bookings that Beds24 suddenly no longer has, though nobody cancelled them."
VANISHED_SHARE = "… or more than this share of all"
VANISHED_SHARE_TEXT = "Whichever of the two is less counts."
VANISHED_AT_LEAST = "A few may always vanish"
VANISHED_AT_LEAST_TEXT = "In a small hotel a share is soon reached; up to this many never stop a run."
CANCELLED_SHARE = "Stop when more than this share of coming stays is cancelled at once"
CANCELLED_SHARE_TEXT = "So many at once are more likely a mistake than guests."
CANCELLED_AT_LEAST = "… but only from this many on"
CANCELLED_AT_LEAST_TEXT = "A cancelled group in a quiet month should not stop a run."
READ_SHARE = "Stop when Beds24 returns less than this share of the last full sync"
READ_SHARE_TEXT = "A list that is suddenly short is more likely cut off than true."
READ_AT_LEAST = "… once the last one had at least"
READ_AT_LEAST_TEXT = "Below this, lists are too short for the comparison."
BOOKINGS_UNIT = " bookings"
PERCENT_UNIT = " %"
BACK_TO_USUAL = "Back to usual"
OUT_OF_BOUNDS = "Choose something between {least} and {most}."

# Appearance
APPEARANCE = "Appearance"
APPEARANCE_ABOUT = "For you on this computer; others who sign in choose their own."
THEME = "Theme"
THEME_TEXT = "Follow the system changes with day and night where the computer does."
THEMES = {"system": "Follow the system", "light": "Light", "dark": "Dark"}
DENSITY = "Rows"
DENSITY_TEXT = "How much room the rows of tables have."
DENSITIES = {"comfortable": "Comfortable", "compact": "Compact"}
TEXT_SIZE = "Text size"
TEXT_SIZE_TEXT = "From 80 to 200 percent."
TEXT_SIZE_NOW = "{n} %"
CLOSING = "When the window closes"
CLOSING_TEXT = (
    "Night Porter can stay beside the clock and go on reading bookings. The demo always quits, and so does "
    "Night Porter where the desktop has no such place."
)
CLOSINGS = {"ask": "Ask me next time", "stay": "Keep syncing", "stop": "Quit"}

# Notifications
NOTIFICATIONS = "Notifications"
NOTIFICATIONS_ABOUT = "What is told beside the clock of this computer while the window is closed or behind others."
NEW_BOOKINGS = "New bookings"
NEW_BOOKINGS_TEXT = "One message for all that came together."
CANCELLATIONS = "Cancellations"
CANCELLATIONS_TEXT = "Also when a whole group is cancelled."
TROUBLE = "Trouble"
TROUBLE_TEXT = "When bookings are not arriving, or a run waits for your word."
QUIET = "Quiet hours"
QUIET_TEXT = "Nothing is told meanwhile; the window shows it all the same."
QUIET_FROM = "From"
QUIET_UNTIL = "until"

# Data
DATA = "Data"
DATA_ABOUT = "Everything lies on this computer, in one folder that only you can read."
FOLDER = "Folder"
FOLDER_OPEN = "Open folder"
DATABASE_SIZE = "Size of the database"
BACKUPS = "Backups"
BACKUPS_TEXT = "Each was checked after it was written. The key to Beds24 is in none of them."
BACKUP_NOW = "Back up now"
BACKUP_RUNNING = "Copying… {n} %"
BACKUP_MADE = "Backed up and checked: {name}"
BACKUP_STOP = "Stop"
BACKUP_NAME = "Progress of the backup"
RESTORE = "Restore…"
BACKUPS_EMPTY = "No backup yet"
BACKUPS_EMPTY_TEXT = "One is made before each full sync, and whenever you want one."
BACKUPS_LOADING = "Looking into the backups…"
BACKUPS_FAILED = "The backups cannot be listed"
COLUMN_TAKEN = "Made"
COLUMN_OCCASION = "Why"
COLUMN_RESERVATIONS = "Bookings"
COLUMN_GUESTS = "Guests"
COLUMN_LAST_RUN = "Last sync in it"
COLUMN_SIZE = "Size"
OCCASIONS = {"daily": "Before a full sync", "before-upgrade": "Before an update", "by-hand": "By hand"}
UNREADABLE = "cannot be read"
RESTORE_TITLE = "Go back to the backup of {when}?"
RESTORE_BOOKINGS = ("{n} booking", "{n} bookings")
RESTORE_GUESTS = ("{n} guest", "{n} guests")
RESTORE_TEXT = (
    "It holds {bookings} and {guests}, with the last sync of {last}. Night Porter closes its "
    "database, puts the backup in its place and opens again. What is there now is kept beside it, and whatever changed "
    "at Beds24 since then is read again. Only what was entered on this computer since then is in the kept copy alone."
)
RESTORE_YES = "Restore"
RESTORE_NO = "Leave as it is"
RESTORE_CHECKING = "Looking through the backup…"
RESTORE_NOT_IN_DEMO = "The demo begins anew at every start."
RESTORED = "{when}: restored from {name}. What was there before is kept as {kept}."
RESTORE_FAILED = "{when}: the restore did not work, and everything is as it was. {problem}"
RESTORE_NEWER = "This backup cannot be restored by this version of Night Porter."
NEVER = "never"

# About
ABOUT = "About"
ABOUT_VERSION = "Night Porter {version}"
ABOUT_TEXT = "Keeps the bookings of a small hotel on its own computer, in step with Beds24."
PRIVACY = "Your data stays here"
PRIVACY_TEXT = (
    "Night Porter talks to Beds24 and to nobody else; only the test of instant messages, when you start it, goes to "
    "the address that you entered there. No figures about you, your hotel or your guests are sent to its makers, and "
    "card numbers are not even stored."
)
PARTS = "Made with"
PARTS_LIST = "Parts and their licences"
COLUMN_PART = "Part"
COLUMN_VERSION = "Version"
COLUMN_LICENCE = "Licence"
