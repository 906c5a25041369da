"""The simulator calls this machine and nobody else."""

import pytest

from console.simulator.webhooks.targets import NotOnThisMachine, find_target
from tests.simulator.webhooks.receiver import House


@pytest.mark.parametrize(
    "url",
    [
        "https://hotel.example/hook",
        "http://hotel.example/hook",
        "http://127.0.0.1@hotel.example/",
        "http://127.0.0.1.hotel.example/",
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://192.0.2.1:80/",
        "http://[2001:db8::1]/",
        "https://127.0.0.1/",
        "ftp://127.0.0.1/",
        "file:///etc/hosts",
        "http://127.0.0.1:99999/",
        "http://",
        "nonsense",
        "https://public.example.evil.example/",
    ],
)
def test_no_address_but_this_machine_is_ever_called(house: House, url: str) -> None:
    tunnels = {"https://public.example": house.receiver.url}
    with pytest.raises(NotOnThisMachine):
        find_target(url, tunnels)
    house.hooks.choose(tunnels=tunnels)
    house.simulator.set_webhooks({"url": url})
    house.create()
    house.later()
    assert house.outcomes() == ["refused"]
    assert house.hooks.waiting() == ()


@pytest.mark.parametrize(
    ("url", "address", "port", "path", "host"),
    [
        ("http://127.0.0.1:8080/hook?x=1", "127.0.0.1", 8080, "/hook?x=1", "127.0.0.1:8080"),
        ("http://localhost:81", "127.0.0.1", 81, "/", "localhost:81"),
        ("http://127.9.9.9/", "127.9.9.9", 80, "/", "127.9.9.9"),
        ("http://[::1]:5/a", "::1", 5, "/a", "[::1]:5"),
        ("http://127.0.0.1:5/ä b?c=%20&d=ß", "127.0.0.1", 5, "/%C3%A4%20b?c=%20&d=%C3%9F", "127.0.0.1:5"),
        ("http://user:pass@127.0.0.1:5/a", "127.0.0.1", 5, "/a", "127.0.0.1:5"),
        ("https://public.example/hook", "127.0.0.1", 7000, "/hook", "public.example"),
    ],
)
def test_this_machine_may_be_called(url: str, address: str, port: int, path: str, host: str) -> None:
    target = find_target(url, {"https://public.example": "http://127.0.0.1:7000"})
    assert (target.address, target.port, target.path, target.host) == (address, port, path, host)


def test_a_tunnel_keeps_the_public_name(house: House) -> None:
    house.hooks.choose(tunnels={"https://public.example": f"http://127.0.0.1:{house.receiver.port}"})
    house.simulator.set_webhooks({"url": "https://public.example/hook/abc", "customHeader": "X-A: 中文"})
    house.create()
    heard = house.one()
    assert (heard.path, heard.header("Host")) == ("/hook/abc", ["public.example"])
    assert heard.header("X-A")[0].encode("latin-1").decode() == "中文"
