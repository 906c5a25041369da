from functools import lru_cache
import sys
sys.path.insert(0, "/tmp")
from console.services.guest_sources import Readers, readers_for
@lru_cache(maxsize=4)
def _made(country):
    import harness
    c, n = harness.tmp_lists('hotel-alpenblick.example')
    return readers_for(c, n, country)
def readers_in(session):
    return _made(next((p.country for p in session.hotel.properties()), ""))
