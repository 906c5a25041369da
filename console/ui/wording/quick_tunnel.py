"""The words of the quick tunnel and of the listener's port, in Settings › Instant messages."""

RUN = "Run a quick tunnel"
RUN_TEXT = (
    "Night Porter starts cloudflared with itself and ends it with itself, enters the address that it gets, and tells "
    "Beds24 each new one once step 3 is done."
)
MISSING = "This needs the program cloudflared, which is not installed on this computer."
LIMITS = (
    "The quickest way to begin: no account, nothing to pay. But Cloudflare promises nothing: the tunnel can be slow, "
    "refused or gone at any time, has another address at every start, and Cloudflare can read what passes. What is "
    "missed comes with the regular check. For years to come, a tunnel of your own that keeps its address is better."
)
BY_HAND = (
    "The key on this computer may not change settings in Beds24, so each new address has to be entered there by hand, "
    "at every start. A tunnel that keeps its address spares you that."
)
STARTING = "The tunnel is coming up…"
STARTING_TEXT = "Cloudflare gives it an address, mostly within seconds."
WAITING_TEXT = "It begins as soon as Night Porter listens."
OPEN = "The tunnel is open"
OPEN_TEXT = "Its address is entered. Until the whole internet knows it, a minute may pass; the test below makes sure."
DOWN = "The tunnel is down"
DOWN_TEXT = "{why} It is started again by itself, next at {time}."
DOWN_TEXT_SOON = "{why} It is started again in a moment."
UNTIL_THEN = "Until it is open, bookings come with the regular check."
FAULTS = {
    "not_installed": "The program cloudflared is not installed on this computer any more.",
    "not_started": "The program cloudflared could not be started.",
    "ended": "The program cloudflared ended. Perhaps this computer is not connected to the internet.",
    "silent": "Cloudflare gave it no address.",
    "lost": "Cloudflare has forgotten it, as happens after a break of the connection.",
}
ENTERED_BY_ITSELF = "The tunnel enters it by itself. Switch the quick tunnel off to give another one."
NOT_YET = "Stands here once the tunnel is open"
OWN_TUNNEL = "Or a tunnel of your own"

# What Beds24 is told when the address changes
WAITS_FOR_TUNNEL = "There is no way to this computer before the tunnel is open."
MOVING = "Telling Beds24 the new address…"
MOVED = "Beds24 sends to the new address"
MOVED_TEXT = "The tunnel's address changed, and Night Porter told Beds24 by itself."
NOT_THERE = "Beds24 does not send here any more"
NOT_THERE_TEXT = "It was switched off or taken out there, so the tunnel's new address was not put in. {todo}"
NO_RIGHT = "Beds24 still has the former address"
NO_RIGHT_TEXT = "The tunnel's address changed, and the key may not change settings in Beds24. {todo}"
NOT_MOVED = "Beds24 still has the former address"
NOT_MOVED_TEXT = "{sentence} Beds24 is told again by itself, next at {time}."

# The port
PORT = "Port on this computer"
PORT_TEXT = "Here Night Porter listens, and here a tunnel has to lead. The quick tunnel follows by itself."
PORT_HINT = "Chosen when Night Porter first listens"
