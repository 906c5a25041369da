"""The words of the first run."""

PROGRAM = "Night Porter"
STEPS_NAME = "Steps"
STEP_DONE = "{step}, done"
STEP_NOW = "{step}, you are here"

BACK = "Back"
GO_ON = "Go on"
CANCEL = "Cancel"
KEY_BACK = "One step back"
KEY_GO_ON = "On to the next step"
KEY_CANCEL = "Cancel what is under way"
STOPPING = "Stopping…"
TRY_AGAIN = "Try again"
BUSY = "One moment…"

# Steps
STEP_WELCOME = "Welcome"
STEP_CODE = "Invite code"
STEP_KEY = "What the key may do"
STEP_PROPERTY = "Property"
STEP_ROOMS = "Rooms"
STEP_ZONE = "Time zone"
STEP_PREVIEW = "Preview"
STEP_IMPORT = "Import"

# Welcome
WELCOME = "Welcome to Night Porter"
WELCOME_INTRO = (
    "Night Porter keeps every booking of your hotel on this computer, in step with Beds24, and tells you at once when "
    "something does not agree."
)
DEMO = "Try the demo hotel"
DEMO_FAILED = "The demo hotel did not stay open"
DEMO_TEXT = (
    "A small invented hotel in which bookings arrive while you watch. Nothing is real and nothing leaves this computer."
)
CONNECT = "Connect Beds24"
CONNECT_TEXT = "You need your Beds24 account open in a browser. It takes about five minutes; you can stop at any point."
RESUME = "Go on with connecting"
RESUME_TEXT = "You stopped at “{step}”. What you chose is still here, and the key is kept safely."
RESUME_TEXT_KEY = "The key from Beds24 is already kept safely on this computer. The invite code is not needed again."
ANOTHER_CODE = "Begin with another invite code"

# Code
CODE = "Make an invite code in Beds24"
CODE_INTRO = "Beds24 gives programs access by a code that works once, for 24 hours. Your password stays with you."
GUIDE_NAME = "Where Beds24 keeps the invite code"
GUIDE_1 = "In Beds24 open Settings, then Marketplace, then API."
GUIDE_2 = "Press “Generate invite code” and tick these rights:"
GUIDE_3 = "Copy the long code, and paste it here."
GUIDE_RIGHTS = "bookings · bookings-personal · bookings-financial · properties"
GUIDE_RIGHTS_WHY = (
    "“all” on each lets Night Porter send corrections later; “read” alone is enough to watch. Leave the list of "
    "allowed internet addresses empty."
)
GUIDE_OPEN = "Open this page of Beds24 in the browser"
GUIDE_URL = "https://beds24.com/control3.php?pagetype=apiv2"
SKETCH_SETTINGS = "Settings"
SKETCH_MARKETPLACE = "Marketplace"
SKETCH_API = "API"
SKETCH_BUTTON = "Generate invite code"
CODE_FIELD = "Invite code"
CODE_HINT = "Paste the code here"
CODE_USE = "Use this code"
CODE_SAFE = (
    "The code is exchanged for a key, which stays in a safe place on this computer; the next page says where. "
    "Neither is shown again."
)
SESSION_ONLY = "Use only until I close the program"

# Key
KEY = "The key works"
KEY_INTRO = "Kept in: {place}. This is what it allows Night Porter to do."
MAY = "Allowed"
MAY_NOT = "Not allowed"
KEY_NOT_ENOUGH = "This key is not enough to begin"
KEY_NOT_ENOUGH_TEXT = (
    "Without the rights to read bookings and properties nothing can be shown. Make another invite code in Beds24 with "
    "these rights ticked."
)
OTHER_CODE = "Use another invite code"
POWERS = {
    "read:bookings": "Read bookings",
    "read:bookings-personal": "Read guests' names and contacts",
    "read:bookings-financial": "Read prices and invoices",
    "read:properties": "Read rooms",
    "write:bookings": "Change bookings",
    "write:properties": "Set up instant messages (webhook)",
}
WITHOUT = {
    "read:bookings": "Nothing can be read at all.",
    "read:bookings-personal": "Guests stay nameless, without phone or e-mail, and their messages are not read.",
    "read:bookings-financial": "Prices and balances stay empty.",
    "read:properties": "The rooms cannot be read.",
    "write:bookings": "Nothing can be sent back to Beds24 later; watching works fully.",
    "write:properties": "Changes are heard every five minutes instead of at once.",
}
KEY_FIX_LATER = "You can go on and replace the key later in Settings."

# Property
PROPERTY = "Which hotel is this computer for?"
PROPERTY_ONE = "This is the hotel"
PROPERTY_INTRO = "The key reaches several properties. Each keeps its own data folder; choose the one for this desk."
PROPERTY_ONE_INTRO = "The key reaches one property."
PROPERTY_LINE = "{kinds} · {rooms} · {currency}"
KINDS = ("{n} room type", "{n} room types")
ROOMS = ("{n} room", "{n} rooms")
PROPERTY_NUMBER = "Beds24 number {number}"
NO_PROPERTY = "The key reaches no property"
NO_PROPERTY_TEXT = (
    "Beds24 accepted the key, but shows no hotel for it. Look in Beds24 whether the property exists in this account "
    "and the right “properties” was ticked, then try again or use another code."
)

# Rooms
ROOMS_TITLE = "What do you call your rooms?"
ROOMS_INTRO = (
    "On the left the rooms as Beds24 knows them. Change a name on the right to what stands on the door; Night Porter "
    "keeps your names even when Beds24 changes its own."
)
ROOMS_NONE = "Beds24 knows no rooms of this property"
ROOMS_NONE_TEXT = (
    "Bookings would have nowhere to go. Add room types in Beds24 (Settings › Properties › Rooms), then try again."
)
ROOMS_LIST = "Rooms"
ROOMS_KEY = "Enter or F2 changes a name. An empty name takes back Beds24's own."

# Time zone
ZONE_TITLE = "What time is it at the hotel?"
ZONE_INTRO = "It decides when a day begins at the desk. Beds24 does not tell it, so please look whether this is right."
ZONE_COUNTRY = "Guessed from the hotel's country."
ZONE_COMPUTER = "Guessed from this computer."

# Preview
PREVIEW = "Before anything is kept"
PREVIEW_INTRO = "Night Porter reads everything once and writes nothing, so that you can see whether this is your hotel."
PREVIEW_READING = ("Reading… {n} booking so far", "Reading… {n} bookings so far")
PREVIEW_BOOKINGS = "Bookings at Beds24"
PREVIEW_COMING = "Stays still to come or in house"
PREVIEW_ARRIVALS = "Arrivals today"
PREVIEW_PARKED = "Waiting for a room we do not know"
PREVIEW_FITS = "Does this look like {hotel}? Then import it."
PREVIEW_PARKED_TEXT = "They are kept aside and shown under Sync, where one click gives them a room. Nothing is lost."
PREVIEW_NONE = "Beds24 has no bookings of this property yet. You can go on: new ones will appear by themselves."
PREVIEW_IMPORT = ("Import {n} booking", "Import {n} bookings")
PREVIEW_IMPORT_NONE = "Begin"
LONG_WAIT = "Beds24 does not answer at the moment, or asks us to wait."
LONG_WAIT_TEXT = (
    "Nothing is lost: Night Porter tries again by itself and goes on where it stopped. If this lasts, check the "
    "internet connection."
)

# Import
IMPORT = "Bringing in your bookings"
IMPORT_INTRO = "You can stop at any time and go on later; bookings that are already kept stay."
IMPORT_READING = ("Reading from Beds24: {n} booking", "Reading from Beds24: {n} bookings")
IMPORT_WRITING = "Keeping {done} of {all} bookings"
IMPORT_MESSAGES = "Reading what guests wrote lately"
IMPORT_STOP = "Stop"
IMPORT_STOPPED = "Stopped. Bookings that are already kept stay; the others are read again when you go on."
IMPORT_RESUME = "Go on with the import"
IMPORT_DONE = "All there."
IMPORT_ALL = ("{done} of {n} booking", "{done} of {n} bookings")
IMPORT_WAITING = (
    "{n} booking waits for a room. You find it under Sync.",
    "{n} bookings wait for a room. You find them under Sync.",
)
IMPORT_NEXT = "From now on Night Porter looks for changes every five minutes and compares everything once a night."
IMPORT_OPEN = "Open the desk"
IMPORT_PROGRESS = "Progress of the import"
IMPORT_UNEVEN = "Beds24 sent {read} bookings, but only {done} were kept. Run the import again; nothing is lost."
