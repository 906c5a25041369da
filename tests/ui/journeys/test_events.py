"""What Beds24 sends stands on the Events page by itself, with its story, while the window goes on."""

from console.ui.sync.event_moods import Verdict, verdict_of
from tests.cli.running import Beds24Process
from tests.ui.journeys.conftest import BOOKINGS
from tests.ui.journeys.program import Program, in_days
from tests.ui.journeys.test_hearing import listen


def test_a_message_of_beds24_stands_among_the_events_without_a_sync(program: Program, sim: Beds24Process) -> None:
    tab = program.sync()
    program.until(lambda: program.reservations().model.total == BOOKINGS)
    assert not tab.tabs.isTabVisible(2)
    listen(program, sim)
    program.until(lambda: tab.tabs.isTabVisible(2))
    program.window.show_tab("sync")
    tab.show_events()
    room = sim.order("truth")["bookings"][0]["roomId"]
    sim.order("create", roomId=room, arrival=in_days(300), departure=in_days(302), lastName="Sofortda")
    model = tab.events.model
    program.until(lambda: any(line.event.guest.endswith("Sofortda") for line in model.shown))
    line = next(line for line in model.shown if line.event.guest.endswith("Sofortda"))
    assert verdict_of(line) is Verdict.APPLIED
    assert line.here is not None
    program.until(lambda: tab.events.pane.story.startswith("\u2068Sofortda\u2069"))
    assert "new booking" in tab.events.pane.story
