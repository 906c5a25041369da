"""The words of Settings › Instant messages."""

TITLE = "Instant messages"
ABOUT = (
    "Beds24 can tell Night Porter the moment that a booking changes. Night Porter works without this too: changes then "
    "come with the regular check, within five minutes where the schedule is the usual one."
)

# Whether it is on, and how it stands
ON = "Hear Beds24's messages"
ON_TEXT = "Needs a way from the internet to this computer, which you choose below. Nothing else on it can be reached."
ON_IN_DEMO = "The demo's Beds24 runs on this computer too. A real one needs a way here from the internet."
OFF_STATE = "Switched off"
OFF_TEXT = "Bookings come with the regular check, as they always did."
OFF_KEPT = "Bookings come with the regular check. What was set up here is kept for the next time."
READY_STATE = "Getting ready…"
READY_TEXT = "Night Porter begins to listen within a few seconds."
DEAF_STATE = "Not listening"
TAKEN_TEXT = (
    "Port {port} of this computer cannot be had, mostly because another program uses it. Until that ends, bookings "
    "come with the regular check."
)
TROUBLE_TEXT = "{sentence} Until that is mended, bookings come with the regular check."
OTHER_PORT = "Use another port"
OTHER_PORT_TIP = "Night Porter takes a port that is free. The tunnel has to lead there from then on."
WAITS_STATE = "Listening, and nothing heard yet"
WAITS_TEXT = "Go through the steps below. The test at their end shows whether the way is open."
HEARS_STATE = "Beds24 is heard"
HEARS_TEXT = "The last message came {when}."
QUIET_STATE = "Listening, and all is quiet"
QUIET_TEXT = "The last message came {when}. That is usual as long as no booking changes; the test below makes sure."

# The way to this computer
WAY = "1. The way to this computer"
PUBLIC = "Public address"
PUBLIC_TEXT = "The address that your tunnel gives you. Beds24 calls it from outside."
PUBLIC_IN_DEMO = "The demo's Beds24 runs on this computer too and calls it directly, so no tunnel is needed."
PUBLIC_HINT = "https://hotel.example.com"
ADDRESS = "Address for Beds24"
ADDRESS_TEXT = "Ends in a part that nobody can guess, so give it to Beds24 only."
ADDRESS_MISSING = "Stands here once the public address is entered"
COPY = "Copy"
COPIED = "Copied"
COPY_NAME = "Copy: {what}"
TUNNELS_NONE = (
    "None of the programs cloudflared, tailscale and ngrok is installed here. Each of them makes such a way; the "
    "handbook says how they differ. Ask whoever looks after this computer to install one."
)
TUNNELS_LATER = "As soon as the port is known, the lines to start them stand here."
TUNNEL_FOUND = "{program} is installed"
TUNNEL_TEXTS = {
    "cloudflared": (
        "Once it is created in your account of Cloudflare, as the handbook says, start it with this line (hotel is its "
        "name there), and enter its address above. It stays the same, and Cloudflare can read what passes."
    ),
    "tailscale": (
        "Start it with this line, and enter above the address ending in ts.net that it prints. It stays the same, and "
        "nobody on the way can read what passes. Funnel has to be allowed once in your account of Tailscale."
    ),
    "ngrok": (
        "Start it with this line, and enter above the address behind “Forwarding” that it prints. It needs an account "
        "of ngrok, and stays the same where the account has a name of its own."
    ),
}
TUNNEL_COMMANDS = {
    "cloudflared": "cloudflared tunnel run --url http://127.0.0.1:{port} hotel",
    "tailscale": "tailscale funnel --bg {port}",
    "ngrok": "ngrok http {port}",
}

# How messages are known
PROOF = "2. How Beds24's messages are known"
MODE = "What proves a message"
MODE_TEXT = "Whatever does not prove itself is refused, and its content never looked at."
MODES = {
    "header": "The secret in a header",
    "hmac": "A signature",
    "both": "The secret and a signature",
    "either": "The secret or a signature",
}
MODE_NOTES = {
    "header": "This is what Beds24 itself offers.",
    "hmac": "Beds24 itself cannot sign. Choose this only where somebody between Beds24 and you signs its messages.",
    "both": "Beds24 itself cannot sign. Choose this only where somebody between Beds24 and you signs its messages.",
    "either": "Beds24's own messages are heard, and those of somebody in between who signs them.",
}
HEADER = "Name of the header"
HEADER_TEXT = "Beds24 sends the secret under this name."
SHARED = "Secret"
SHARED_KEPT = "Kept encrypted, and never shown again."
SHARED_USED = "Last used {when}."
SHARED_UNUSED = "Not used yet."
SHARED_FORMER = "The former one is still accepted until {until}. Last used {when}."
SHARED_FORMER_UNUSED = "The former one is still accepted until {until}. Not used since."
SHARED_MAKE = "Make another one"
SHARED_ENTER = "Enter one…"
SHARED_FIELD = "The new secret"
SHARED_HINT = "At least 8 characters, better 16 or more"
SHARED_USE = "Use this one"
DAYS = "The former secret stays good for"
DAYS_TEXT = "Until Beds24 has the new one, messages with the former one have to pass."
DAYS_UNIT = " days"
CANCEL = "Cancel"

# Beds24
THERE = "3. Beds24"
THERE_SET = "Set it up in Beds24"
THERE_SET_AGAIN = "Set it up again"
THERE_LOOK = "Look again"
THERE_ASKING = "Asking Beds24…"
THERE_WRITING = "Telling Beds24…"
THERE_UNKNOWN = "Not looked at yet"
THERE_UNKNOWN_TEXT = "Night Porter can tell Beds24 the address, the kind of message and the secret by itself."
THERE_STANDS = "Beds24 sends its messages here"
THERE_STANDS_TEXT = "Address and secret are in place there, as Beds24 itself says."
THERE_NOT = "Beds24 does not send here yet"
THERE_CLICK = "One click tells it the address and the secret, and asks it for messages without guests' names."
THERE_OUTDATED = "Beds24 still sends another secret"
THERE_BY_HAND = "Enter the lines below in Beds24, then look again."
THERE_VERSION_OFF = "Messages are switched off in Beds24"
THERE_OTHERS = "Beds24 also tells {names}. That stays so."
THERE_NO_ADDRESS = "Enter the public address first."
THERE_CANNOT_SIGN = "Beds24 cannot sign its messages. Enter the address of whoever signs them in Beds24 by hand."
THERE_FAILED = "How it stands in Beds24 is not known"
THERE_AND = ", "
CARDS = "Beds24 would send card data"
CARDS_TEXT = "Night Porter throws card numbers and codes away unread, but they should not even travel here."
CARDS_BY_HAND = "{text} Set the additional data of the Booking Webhook in Beds24 to “none”."
CARDS_STOP = "Send no card data"
BY_HAND = "The key on this computer may not change settings in Beds24. Enter this there by hand:"
BY_HAND_WHERE = "In Beds24: Settings › Properties › Access › Booking Webhook"
BY_HAND_URL = "Webhook URL"
BY_HAND_VERSION = "Webhook version"
BY_HAND_VERSION_VALUE = "2 - without personal data"
BY_HAND_HEADER = "Custom header"
BY_HAND_HEADER_VALUE = "{name}: {secret}"
BY_HAND_HIDDEN = "••••••••"
BY_HAND_FORGOTTEN = "The secret can be copied until Night Porter is closed. To copy it later, make another one."
BY_HAND_CARDS = "Leave the additional data there at “none”: no card data is to travel here."

# The test
TRIP = "4. Try the way"
TRIP_TEXT = "Sends a test message to your public address, as Beds24 would, and waits until it arrives here."
TRIP_START = "Send a test message"
TRIP_UNDER_WAY = "On its way…"
TRIP_ENDS = {
    "arrived": "The way is open",
    "off": "It is switched off",
    "no_address": "There is no address yet",
    "not_listening": "Night Porter is not listening",
    "not_heard_here": "Night Porter did not take its own message",
    "name_unknown": "The internet does not know this address",
    "no_tunnel": "Nobody answers at this address",
    "unsafe": "The connection to this address is not safe",
    "no_way_through": "The tunnel does not reach this computer",
    "redirected": "The tunnel asks for something else first",
    "wrong_secret": "The secret was refused on the way",
    "wrong_host": "The tunnel calls Night Porter by another name",
    "busy": "Whoever answered is too busy",
    "something_else": "Somebody else answers at this address",
}
TRIP_TEXTS = {
    "arrived": "The test message was here after {seconds} s. Whether Beds24 sends here too is told in step 3.",
    "off": "Switch it on first.",
    "no_address": "Enter the public address that your tunnel gives you.",
    "not_listening": "Look at the top of this page for the reason. Nothing was sent out.",
    "not_heard_here": "It was sent to this computer directly and refused there. Make another secret and try again.",
    "name_unknown": "Look for a slip in the public address, and whether the tunnel was ended: some names end with it.",
    "no_tunnel": "The tunnel does not run, or this computer is not connected to the internet.",
    "unsafe": "Its certificate is not in order, so Beds24 would not send here either. Look at the tunnel's settings.",
    "no_way_through": "Its far end answers ({code}). Start the tunnel here, and let it lead to port {port}.",
    "redirected": "It answers {code}, perhaps with a page to sign in. Beds24 cannot do that: switch it off there.",
    "wrong_secret": "The answer was {code}. Something on the way takes the header away, or another program answers.",
    "wrong_host": "It has to pass on the name in the public address. Look for a setting like “host header” there.",
    "busy": "The answer was {code}. Try again in a minute.",
    "something_else": "It answers {code}, and the message did not come here. The tunnel has to lead to port {port}.",
}

# What was heard
HEARD = "Last messages"
HEARD_NONE = "None yet."
HEARD_ALL = "All of them, under Sync"
HEARD_GUEST = "\u2068{guest}\u2069 · booking {number}"
HEARD_NUMBER = "Booking {number}"
HEARD_NOBODY = "No booking named"
HEARD_WHAT = "{whose} · {what}"
WHATS = {
    "created": "new",
    "changed": "changed",
    "cancelled": "cancelled",
    "gone": "deleted",
    "message": "a message",
}
TAKEN_IN, BEING_TAKEN_IN, NEEDS_YOU, UNREADABLE = "Taken in", "Being taken in", "Needs you, see Sync", "Unreadable"
COUNTED = "In the last 7 days: {accepted}, {repeated}, {refused}."
ACCEPTED = ("{n} message accepted", "{n} messages accepted")
REPEATED = ("{n} repetition dropped", "{n} repetitions dropped")
REFUSED = ("{n} refused", "{n} refused")
REFUSED_WHY = "Refused: {reasons}."
REASON = "{reason} ({n})"
REASONS = {
    "secret_wrong": "wrong secret",
    "secret_absent": "no secret",
    "secret_doubled": "secret sent twice",
    "stale": "signed too long ago",
    "unreadable": "unreadable",
    "malformed": "malformed",
    "from_a_browser": "sent by a web page",
    "wrong_path": "wrong address",
    "wrong_method": "wrong way of asking",
    "wrong_host": "wrong name of this computer",
    "wrong_type": "no message of Beds24's",
    "too_slow": "too slow",
    "too_big": "too big",
    "long_address": "address too long",
    "big_head": "too many headers",
    "encoded": "compressed",
    "too_many": "too many at once",
    "switched_off": "while switched off",
    "fault": "a fault in Night Porter",
    "full": "no room left",
    "busy": "Night Porter was busy",
    "closing": "Night Porter was closing",
    "crowded_out": "too many connections",
}
