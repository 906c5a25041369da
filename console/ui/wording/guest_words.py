"""The words of Settings › Guests."""

TITLE = "Guests"
ABOUT = (
    "Some addresses and numbers do not tell who a guest is: the hotel's own, those that portals and agencies use, and "
    "what is typed where there is none. Night Porter knows many of them; add here what it cannot know."
)

HOTEL = "Your hotel"
OWN_DOMAIN = "Domains of the hotel"
OWN_DOMAIN_TEXT = "What stands behind the @ in the hotel's addresses, which are often entered for guests who give none."
OWN_DOMAIN_HINT = "hotel-alpenblick.at"
OWN_PHONE = "Numbers of the hotel"
OWN_PHONE_TEXT = "Reception, fax and the mobile phones of the house. No guest is known by them."
OWN_PHONE_HINT = "+43 512 123456"

OTHERS = "Portals and agencies"
RELAY = "Domains of portals"
RELAY_TEXT = (
    "Portals make up an address here for each booking and hide the guest's own behind it, so nobody is told apart "
    "by it."
)
RELAY_HINT = "guest.portal.com"
AGENCY = "Domains of agencies"
AGENCY_TEXT = "Whoever writes from here books for many guests, so the address says nothing about any of them."
AGENCY_HINT = "travel-agency.com"

NOBODY = "Nobody's own"
PLACEHOLDER = "Entered instead of an address"
PLACEHOLDER_TEXT = (
    "An address, a word or a number that stands where the guest gave none. For the same name at every domain enter "
    "nomail@, for every name at one domain @nomail.at."
)
PLACEHOLDER_HINT = "nomail@"
ROLE = "Mailboxes of an office"
ROLE_TEXT = (
    "What stands before the @ where several people read the post. Such an address counts only together with the name."
)
ROLE_HINT = "rezeption"
SHARED = "Used by several people"
SHARED_TEXT = (
    "An address or a number that a family, a firm or an assistant gives for different guests. It counts only together "
    "with the whole name."
)
SHARED_HINT = "familie.huber@gmail.com"

ADD = "Add"
ADD_TO = "Add to: {title}"
REMOVE = "Remove"
REMOVE_WORD = "Remove {word}"
ADDED = "added {day}"
KNOWN = ("Night Porter knows {n} already.", "Night Porter knows {n} already.")
SHOW = "Show them"
HIDE = "Hide them"
SHOW_OF = "Show what is known of: {title}"
COMMA = ", "
