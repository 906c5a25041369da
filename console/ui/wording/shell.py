"""The words of the frame around the tabs."""

APP = "Night Porter"
WINDOW_TITLE = "{hotel} – Night Porter"
WINDOW_TITLE_DEMO = "DEMO – {hotel} – Night Porter"
NO_HOTEL = "No hotel connected"
DEMO_WORD = "DEMO"
DEMO_BANNER = "A made-up hotel on this computer. Nothing here reaches a real account."
DEMO_BANNER_FAST = (
    "A made-up hotel on this computer. Time runs {speed} times faster. Nothing here reaches a real account."
)

TAB_RESERVATIONS = "Reservations"
TAB_GUESTS = "Guests"
TAB_RECONCILE = "Reconcile"
TAB_SYNC = "Sync"
TAB_SETTINGS = "Settings"
NAVIGATION = "Navigation"
TAB_WITH_BADGE = "{tab}, {n} to do"

SYNC_NOW = "Sync now"
SYNC_NOW_TIP = "Ask Beds24 for changes now ({key})"
CHECK_ONLY = "Check only"
FULL_SYNC = "Full sync"
STOP_RUN = "Stop the run under way"
PAUSE = "Pause for an hour"
RESUME = "End the pause"

MENU_FILE = "&File"
MENU_SYNC = "&Beds24"
MENU_VIEW = "&View"
MENU_DEMO = "&Demo"
MENU_HELP = "&Help"
OPEN_FOLDER = "Open the data folder"
CLOSE_WINDOW = "Close the window"
QUIT = "Quit"
NEXT_PANE = "Next pane"
FULL_SCREEN = "Full screen"
FIRST_RUN = "First steps"
SHOW_KEYS = "Keys"
ABOUT = "About Night Porter"
ABOUT_TEXT = "Night Porter {version} keeps your own books in step with Beds24."

PILL_NOT_CONNECTED = "Not connected"
PILL_SWITCHED_OFF = "Sync is off"
PILL_IN_SYNC = "In sync"
PILL_IN_SYNC_AGE = ("In sync, {n} min ago", "In sync, {n} min ago")
PILL_CHECKING = "Checking"
PILL_LATE = ("Late {n} min", "Late {n} min")
PILL_NOT_SYNCING = "Not syncing"
PILL_NOT_SYNCING_MINUTES = ("Not syncing {n} min", "Not syncing {n} min")
PILL_NOT_SYNCING_HOURS = ("Not syncing {n} hour", "Not syncing {n} hours")
PILL_NOT_SYNCING_DAYS = ("Not syncing {n} day", "Not syncing {n} days")
PILL_NO_KEY = "No key"
PILL_BROKEN = "Check failed"
PILL_OFFLINE = "Offline"
PILL_OFFLINE_SINCE = "Offline, data of {time}"
PILL_PAUSED = "Paused until {time}"
PILL_SILENT = "Instant messages silent"
PILL_NEEDS = ("{n} needs you", "{n} need you")
PILL_NAME = "Sync: {state}. Press for details."

SAY_NOT_CONNECTED = "Connect the hotel to Beds24 to see its bookings here."
SAY_SWITCHED_OFF = "Bookings made at Beds24 do not arrive until syncing is switched on again."
SAY_IN_SYNC = "Everything at Beds24 up to {time} is here."
SAY_CHECKING = "Asking Beds24 what is new. What you see is of {time}."
SAY_FIRST = "Asking Beds24 for the bookings. Nothing has been read completely yet."
SAY_LATE = "What you see is of {time}. Bookings made since then may not be here yet."
SAY_NEVER = "Nothing has been read from Beds24 yet."
SAY_OFFLINE = "Beds24 cannot be reached. You can go on working; the console tries again by itself."
SAY_NO_KEY = "There is no key to Beds24 on this computer, so nothing is read. What you see is of {time}."
SAY_BROKEN = (
    "A fault in the program ended the last check. Nothing is lost: the next one reads it again."
    " What you see is of {time}."
)
SAY_PAUSED = "The checks are paused until {until}; Sync now still works. What you see is of {time}, {age} old."
SAY_PAUSED_FIRST = "The checks are paused until {until}; Sync now still works. Nothing has been read from Beds24 yet."
SAY_NEEDS_PAUSED = (
    "The line under the title says what needs you. The checks are paused until {until}; what you see is of {time},"
    " {age} old."
)
AGE_MINUTES = ("{n} minute", "{n} minutes")
AGE_HOURS = ("{n} hour", "{n} hours")
AGE_DAYS = ("{n} day", "{n} days")
SAY_SILENT = (
    "Everything up to {time} is here. Instant messages from Beds24 have stopped coming, so changes are known only when"
    " the next check finds them."
)
SAY_NEEDS = "Everything up to {time} is here. The line under the title says what needs you."

LINE_CHECK = "{n}-minute check"
LINE_FULL = "Full sync"
LINE_CREDITS = "Credits left"
LINE_WEBHOOKS = "Instant messages"
LINE_DONE = "{when}, {n} read"
LINE_TUNNEL_STARTING = "the tunnel is coming up…"
LINE_TUNNEL_DOWN = "the tunnel is down; it is started again by itself"
LINE_WEBHOOKS_HEARD = "last one {when}"
LINE_WEBHOOKS_NONE = "switched on; none has come yet"
LINE_WEBHOOKS_SILENT = ("silent since {since}; {n} booking changed", "silent since {since}; {n} bookings changed")
LINE_WEBHOOKS_OFF = "not set up; changes take up to {n} min"
CREDITS_UNKNOWN = "not told yet"

NEED_REGION = "What needs you"
NEED_DATABASE = "The hotel's database makes trouble."
NEED_DATABASE_WITH = "The hotel's database makes trouble. {detail}"
NEED_KEY_REFUSED = "Beds24 no longer accepts our key. Bookings are not arriving."
NEED_NO_KEY = "There is no key to Beds24 on this computer. Bookings are not arriving."
NEED_VAULT = "The key cannot be read."
NEED_VAULT_WITH = "The key cannot be read. {detail}"
NEED_BRAKE = "A run was stopped before it changed anything."
NEED_SWITCHED_OFF = "Syncing is switched off. Bookings made at Beds24 do not arrive."
NEED_OVERBOOKED_TONIGHT = (
    "{n} room has been sold twice for tonight. Look at the ways out.",
    "{n} rooms have been sold twice for tonight. Look at the ways out.",
)
NEED_OVERBOOKED = (
    "{n} room has been sold twice for a coming night. Look at the ways out.",
    "{n} rooms have been sold twice for coming nights. Look at the ways out.",
)
NEED_ROOMS = (
    "{n} booking cannot be placed: we do not know its room.",
    "{n} bookings cannot be placed: we do not know their rooms.",
)
NEED_CLOCK_AHEAD = (
    "This computer's clock is {n} min ahead of Beds24's. Times shown here are wrong until it is set.",
    "This computer's clock is {n} min ahead of Beds24's. Times shown here are wrong until it is set.",
)
NEED_CLOCK_BEHIND = (
    "This computer's clock is {n} min behind Beds24's. Times shown here are wrong until it is set.",
    "This computer's clock is {n} min behind Beds24's. Times shown here are wrong until it is set.",
)
NEED_KEY_DIES = (
    "The key to Beds24 was not used for a long time and dies in {n} day.",
    "The key to Beds24 was not used for a long time and dies in {n} days.",
)
NEED_SILENCE = (
    "No instant message has come since {since}, although {n} booking changed. The regular checks still bring it.",
    "No instant message has come since {since}, although {n} bookings changed. The regular checks still bring them.",
)
NEED_MISHAP = "Something went wrong in the program. It is written in the log; you can go on working."
FIX_DATABASE = "See backups"
FIX_KEY = "Replace the key"
FIX_NO_KEY = "Enter a code"
FIX_VAULT = "Try again"
FIX_BRAKE = "Look at it"
FIX_SWITCH_ON = "Switch on"
FIX_OVERBOOKED = "Look at it"
FIX_ROOMS = "Map rooms"
FIX_CLOCK = "How to fix"
FIX_KEY_DIES = "Sync now"
FIX_SILENCE = "See instant messages"
FIX_MISHAP = "Got it"
MORE_NEEDS = "+{n} more"
FEWER_NEEDS = "Show fewer"
CLOCK_TITLE = "Set this computer's clock"
CLOCK_HELP = (
    "On Windows, press the right mouse button on the clock in the corner of the screen, choose “Adjust date and time”,"
    " switch on “Set time automatically” and “Set time zone automatically”, and press “Sync now” there. On a Mac, look"
    " in System Settings under General, Date & Time. No booking is lost by a wrong clock. When it is set, check again"
    " here."
)
CLOCK_AGAIN = "Check again"

FOUND_NOTHING = "The check is done: a full sync would change nothing."
FOUND = (
    "The check is done: a full sync would change {n} reservation.",
    "The check is done: a full sync would change {n} reservations.",
)
FOUND_TROUBLE = "The check has ended, but not as it should."
LOOK_AT_FOUND = "Look at it"
NOT_NOW = "Not now"

STATUS_DATABASE = "{name} · {size}"
STATUS_CREDITS = "Credits {n}"
STATUS_VERSION = "Version {version}"
STATUS_HOTEL = ("{hotel} · {n} reservation", "{hotel} · {n} reservations")

KEYS_TITLE = "Keys"
KEYS_SEARCH = "Search for an action or a key"
KEYS_NONE = "No action is called like that"
KEYS_ACTION = "Action"
KEYS_NO_KEY = "no key"
KEYS_KEY = "Key"
KEYS_LIST = "Actions and their keys"
CLOSE = "Close"

CLOSING_TITLE = "Close the window"
CLOSING_QUESTION = "Keep syncing after the window is closed?"
CLOSING_DETAIL = "Night Porter can stay beside the clock and go on reading bookings. Your answer is remembered."
CLOSING_STAY = "Keep syncing"
CLOSING_STOP = "Stop and quit"
CLOSING_BACK = "Back"

TRAY_TIP = "{app} – {hotel}: {state}"
TRAY_OPEN = "Open Night Porter"
NOTE_NEW = ("{n} new booking", "{n} new bookings")
NOTE_CANCELLED = ("{n} cancellation", "{n} cancellations")
NOTE_MORE = ("And {n} more thing needs you.", "And {n} more things need you.")
NOTE_AND = ", "
NOTE_NEWS = "Bookings from Beds24"
NOTE_NOT_SYNCING = "Bookings are not arriving"

DEMO_NEW = "A guest books now"
DEMO_CHANGE = "A guest changes the dates"
DEMO_CANCEL = "A guest cancels now"
DEMO_BURST = "Twenty things at once"
DEMO_ROOM = "A booking for a room that is new at Beds24"
DEMO_DIFFER = "Beds24 changes bookings without a trace"
DEMO_SOLD_TWICE = "Two portals sell the same room"
DEMO_SILENT = "Instant messages stop coming"
DEMO_AUDIBLE = "Instant messages come again"
DEMO_TWICE = "An instant message that comes twice"
DEMO_FALSE = "An instant message with a wrong secret"
DEMO_CUT = "Cut the line"
DEMO_MEND = "Mend the line"
DEMO_KILL = "Let the key die"
DEMO_REVIVE = "Revive the key"
