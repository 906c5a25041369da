"""What the person at the desk wishes to be told, and when not."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class Notifications:
    """Which news are told outside the window; during the quiet hours nothing is."""

    new_bookings: bool = True
    cancellations: bool = True
    trouble: bool = True
    quiet: bool = False
    quiet_from: time = time(22)
    quiet_until: time = time(7)

    def silent_at(self, local: time) -> bool:
        """Whether `local`, a time of the hotel's day, lies in the quiet hours; they may pass midnight."""
        if not self.quiet:
            return False
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= local < self.quiet_until
        return local >= self.quiet_from or local < self.quiet_until
