"""A plain caller of the simulator without a network, for the tests of the simulator itself."""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from console.simulator import ALL_SCOPES, Answer, Simulator

STATUSES = ("confirmed", "request", "new", "cancelled", "inquiry", "black")
EVERY_STATUS = "&".join(f"status={status}" for status in STATUSES)
EVERYTHING = f"{EVERY_STATUS}&arrivalFrom=2000-01-01"


class Caller:
    """Holds a token and calls; `get` and `post` give the JSON, `call` the whole answer."""

    def __init__(self, simulator: Simulator, scopes: Sequence[str] = ALL_SCOPES) -> None:
        self.simulator = simulator
        code = simulator.make_invite_code(scopes)
        keys: Any = simulator.handle("GET", "/authentication/setup", (), {"code": code}).json()
        self.token: str = keys["token"]
        self.refresh_token: str = keys["refreshToken"]

    def call(self, method: str, path: str, query: str = "", body: object = None) -> Answer:
        """One call with the token."""
        sent = b"" if body is None else json.dumps(body).encode()
        return self.simulator.handle(method, path, query, {"token": self.token}, sent)

    def get(self, path: str, query: str = "") -> Any:
        """The JSON of a GET."""
        return self.call("GET", path, query).json()

    def post(self, path: str, *items: object) -> Any:
        """The JSON of a POST of these items."""
        return self.call("POST", path, body=list(items)).json()

    def rows(self, query: str = EVERYTHING) -> list[dict[str, Any]]:
        """The rows of every page of a list."""
        return [row for page in self.pages(query) for row in page["data"]]

    def pages(self, query: str = EVERYTHING) -> Iterator[dict[str, Any]]:
        """Every page of a list, by number."""
        number, more = 1, True
        while more:
            page = self.get("/bookings", f"{query}&page={number}")
            yield page
            number, more = number + 1, page["pages"]["nextPageExists"]

    def ids(self, query: str = EVERYTHING) -> list[int]:
        """The booking numbers of a list, as met."""
        return [row["id"] for row in self.rows(query)]

    def one(self, booking_id: int, **more: str) -> dict[str, Any]:
        """One booking by its number."""
        page = self.get("/bookings", urlencode({"id": booking_id, **more}))
        found: dict[str, Any] = page["data"][0]
        return found

    def renew(self, refresh_token: str) -> Answer:
        """Ask for a new access token."""
        return self.simulator.handle("GET", "/authentication/token", (), {"refreshToken": refresh_token})
