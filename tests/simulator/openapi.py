"""Holds requests and answers against the official OpenAPI file, mended where reality is known to differ.

Use `official()` to get a `Contract`; `check_request` takes a request as recorded (method, url, headers, body),
`check_answer` an answer to it, `check_log` everything a simulator was asked. All raise `BreaksContract` with what
is wrong. The mends, each with its reason:

* "Webhooks - bookings" is no path and has no responses: left out (FACTS.md, head).
* servers: both base paths of the real service, on any host.
* 400, 401, 404, 429 and 500 exist in practice for every operation, with the error envelope (FACTS.md 1).
* `type` of the error envelope was missing in a recorded one (FACTS.md 4).
* `nextPageLink`, `masterId` and some item keys are null in real bodies (FACTS.md 2.4, 3).
* `channel` knows "direct" and "bookingpage" (recorded bodies); `email` and `lang` may be "".
* moments in queries are documented as YYYY-MM-DDTHH:MM:SS, which is no `date-time` (FACTS.md 2.3).
* `roomId`, `arrival`, `departure` are required of new bookings only, as SPEC's own examples show.
* the file is not checked itself: some of its enums name a word twice.
* credit headers have other names on the wire (FACTS.md 6): SPEC's headers are optional, so nothing to mend.
"""

import copy
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml
from openapi_core import Config, OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse

from console.simulator.requestlog import LoggedRequest

SPEC = Path(__file__).parents[2].parent / "shared" / "beds24" / "apiV2.yaml"
HOST = "https://service.example"
BASES = ("/api/v2", "/v2")
FAILURES = ("400", "401", "404", "429", "500")
MOMENT = r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ?)?$"


class BreaksContract(AssertionError):
    """A request or an answer is not what the official description allows."""


class Contract:
    """The mended description, ready to be held against what was said on the wire."""

    def __init__(self, description: Mapping[str, Any]) -> None:
        self._description = description
        self._openapi = OpenAPI.from_dict(description, config=Config(spec_validator_cls=None))

    def check_request(self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> None:
        """Raise BreaksContract unless the description knows this request, its parameters and its body keys."""
        request = _request(method, url, headers, body)
        operation = self._operation(method, url)
        self._check_parameters(method, url)
        _check_keys(operation, body)
        try:
            self._openapi.validate_request(request)
        except OpenAPIError as error:
            raise BreaksContract(_story(error)) from error

    def check_log(self, entries: Iterable[LoggedRequest]) -> None:
        """Hold every request a simulator has heard (`simulator.log.entries()`) against the description."""
        for entry in entries:
            self.check_request(entry.method, f"{entry.path}?{entry.query}", entry.headers, entry.body)

    def check_answer(
        self,
        method: str,
        url: str,
        status: int,
        body: bytes,
        content_type: str = "application/json",
    ) -> None:
        """Raise BreaksContract unless the description allows this answer to this request."""
        request = _request(method, url, {}, b"")
        response = MockResponse(body or b"", status_code=status, content_type=content_type)
        try:
            self._openapi.validate_response(request, response)
        except OpenAPIError as error:
            raise BreaksContract(_story(error)) from error

    def parameters(self, method: str, path: str) -> list[str]:
        """The names of an operation's query parameters."""
        found = self._operation(method, path).get("parameters", ())
        return [each.get("name", "page") for each in found if each.get("in", "query") == "query"]

    def words(self, method: str, path: str, parameter: str) -> list[str]:
        """The words one of its parameters may have."""
        found = self._operation(method, path)["parameters"]
        words: list[str] = next(each for each in found if each.get("name") == parameter)["schema"]["enum"]
        return words

    def _operation(self, method: str, url: str) -> Mapping[str, Any]:
        path = _path(url)
        found: Mapping[str, Any] | None = self._description["paths"].get(path, {}).get(method.lower())
        if found is None:
            raise BreaksContract(f"{method} {path} is not described")
        return found

    def _check_parameters(self, method: str, url: str) -> None:
        known = set(self.parameters(method, url))
        sent = {name for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True)}
        if sent - known:
            raise BreaksContract(f"unknown parameters: {sorted(sent - known)}")


@cache
def official() -> Contract:
    """The official description; the test is skipped where it does not lie beside the checkout."""
    if not SPEC.exists():
        pytest.skip("the official apiV2.yaml does not lie in ../shared/beds24 beside this checkout")
    return Contract(_mended(yaml.load(SPEC.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)))


def _request(method: str, url: str, headers: Mapping[str, str], body: bytes) -> MockRequest:
    pairs: dict[str, list[str]] = {}
    for name, value in parse_qsl(urlsplit(url).query, keep_blank_values=True):
        pairs.setdefault(name, []).append(value)
    return MockRequest(
        HOST,
        method.lower(),
        f"{BASES[0]}{_path(url)}",
        args=pairs,
        headers=dict(headers),
        data=body or None,
    )


def _path(url: str) -> str:
    path = urlsplit(url).path
    for base in BASES:
        path = path.removeprefix(base) if path.startswith(f"{base}/") else path
    return path


def _check_keys(operation: Mapping[str, Any], body: bytes) -> None:
    known = operation.get("x-known-keys")
    if known is None or not body:
        return
    unknown = {key for item in json.loads(body) for key in item if key not in known}
    if unknown:
        raise BreaksContract(f"unknown keys in the body: {sorted(unknown)}")


def _story(error: BaseException) -> str:
    parts = [str(error)]
    cause = error.__cause__
    while cause is not None:
        parts.append(str(cause))
        parts += [f"{list(each.absolute_path)}: {each.message}" for each in getattr(cause, "schema_errors", ())]
        cause = cause.__cause__
    return "\n".join(parts)[:2000]


def _mended(original: Mapping[str, Any]) -> dict[str, Any]:
    spec: dict[str, Any] = copy.deepcopy(dict(original))
    del spec["paths"]["Webhooks - bookings"]
    spec["servers"] = [{"url": f"{HOST}{base}"} for base in BASES]
    for operation in _operations(spec):
        _mend_responses(operation)
        _mend_moments(operation)
    _mend_schemas(spec["components"]["schemas"])
    _name_body_keys(spec)
    return spec


def _operations(spec: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for path in spec["paths"].values():
        yield from (path[method] for method in ("get", "post", "delete", "patch") if method in path)


def _mend_responses(operation: dict[str, Any]) -> None:
    schema = {"$ref": "#/components/schemas/UnsuccessfulApiResponse"}
    failure = {"description": "failure", "content": {"application/json": {"schema": schema}}}
    for status in FAILURES:
        operation["responses"].setdefault(status, failure)


def _mend_moments(operation: dict[str, Any]) -> None:
    for parameter in operation.get("parameters", ()):
        schema = parameter.get("schema", {})
        if parameter.get("in") == "query" and schema.get("format") == "date-time":
            del schema["format"]
            schema["pattern"] = MOMENT


def _mend_schemas(schemas: dict[str, Any]) -> None:
    schemas["UnsuccessfulApiResponse"]["required"].remove("type")
    schemas["pages"]["properties"]["nextPageLink"]["nullable"] = True
    new = schemas["newBooking"]
    del new["required"]
    new["properties"]["masterId"]["nullable"] = True
    del new["properties"]["email"]["format"], new["properties"]["lang"]["minLength"]
    schemas["booking"]["allOf"][0]["properties"]["channel"]["enum"] += ["direct", "bookingpage"]
    schemas["invoiceItemPost"]["properties"]["createdBy"]["nullable"] = True
    schemas["message"]["allOf"][1]["properties"]["authorOwnerId"]["nullable"] = True
    schemas["hostMessage"]["properties"]["attachmentMimeType"]["enum"].append(None)


def _name_body_keys(spec: dict[str, Any]) -> None:
    schemas = spec["components"]["schemas"]
    keys = {"id", "actions", *schemas["newBooking"]["properties"]}
    spec["paths"]["/bookings"]["post"]["x-known-keys"] = sorted(keys)
    spec["paths"]["/properties"]["post"]["x-known-keys"] = sorted(schemas["property"]["properties"])
