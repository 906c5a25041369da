"""The same promises over TLS, and through a proxy that the machine's settings name."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from console.beds24.stopping import StopFlag
from console.beds24.transport import Call, Limits, Transport
from console.domain.clock import SystemClock
from console.domain.errors import Beds24Unreachable, Stopped
from tests.beds24.loopback import Deed, Loopback, answers, is_silent, says

CALL = Call("GET", "/properties")
TOKEN = {"token": "canary-token"}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate with its key for 127.0.0.1 in one PEM file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    own = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = builder.add_extension(own, critical=False).sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path


class TlsLoopback(Loopback):
    """A Loopback behind TLS."""

    def __init__(self, certificate: Path, *deeds: Deed) -> None:
        super().__init__(*deeds)
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate)

    @property
    def url(self) -> str:
        return super().url.replace("http://", "https://")

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(5)
        try:
            wrapped = self._context.wrap_socket(connection, server_side=True)
        except OSError:
            connection.close()
            return
        super()._serve(wrapped)


@pytest.fixture(autouse=True)
def plain_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy and no certificates in the environment unless a test puts them there."""
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def stop() -> StopFlag:
    return StopFlag()


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch, certificate: Path) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


def transport_to(url: str, stop: StopFlag, seconds: float = 5.0) -> Iterator[Transport]:
    transport = Transport(url, stop, SystemClock(), trust_env=True, limits=Limits(seconds=seconds))
    yield transport
    transport.close()


@pytest.mark.usefixtures("trusting")
def test_a_large_answer_comes_over_tls(certificate: Path, stop: StopFlag) -> None:
    with TlsLoopback(certificate, answers(b"1" * 2_000_000)) as server:
        for transport in transport_to(server.url, stop):
            assert len(transport.send(CALL, TOKEN).body) == 2_000_000
    assert server.headers()["token"] == "canary-token"


@pytest.mark.usefixtures("trusting")
def test_a_large_order_goes_over_tls(certificate: Path, stop: StopFlag) -> None:
    body = b"[" + b"1," * 400_000 + b"1]"
    with TlsLoopback(certificate, answers([], 201)) as server:
        for transport in transport_to(server.url, stop):
            assert transport.send(Call("POST", "/bookings", body=body), TOKEN).status == 201
    assert server.heard[0].endswith(body)


def test_a_server_that_cannot_prove_its_name_gets_no_token(certificate: Path, stop: StopFlag) -> None:
    with TlsLoopback(certificate, answers({})) as server:
        for transport in transport_to(server.url, stop):
            with pytest.raises(Beds24Unreachable):
                transport.send(CALL, TOKEN)
    assert server.heard == []


@pytest.mark.usefixtures("trusting")
def test_a_plain_server_behind_an_https_address_gets_no_token(stop: StopFlag) -> None:
    with Loopback(says(b"HTTP/1.1 200 OK\r\n\r\n")) as server:
        for transport in transport_to(server.url.replace("http:", "https:"), stop, seconds=0.7):
            with pytest.raises(Beds24Unreachable):
                transport.send(CALL, TOKEN)
    assert not any(b"canary" in heard for heard in server.heard)


@pytest.mark.usefixtures("trusting")
def test_a_silent_server_is_left_at_the_deadline_and_at_a_stop(certificate: Path, stop: StopFlag) -> None:
    with TlsLoopback(certificate, is_silent) as server:
        for transport in transport_to(server.url, stop, seconds=0.5):
            with pytest.raises(Beds24Unreachable):
                transport.send(CALL, TOKEN)
            threading.Timer(0.2, stop.raise_).start()
            began = time.monotonic()
            with pytest.raises((Stopped, Beds24Unreachable)):
                transport.send(CALL, TOKEN)
            assert time.monotonic() - began < 1


@pytest.mark.usefixtures("trusting")
def test_a_handshake_that_never_ends_is_left_at_a_stop(stop: StopFlag) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"https://127.0.0.1:{mute.getsockname()[1]}"
        threading.Timer(0.2, stop.raise_).start()
        began = time.monotonic()
        for transport in transport_to(url, stop):
            with pytest.raises(Stopped):
                transport.send(CALL, TOKEN)
        assert time.monotonic() - began < 1


def test_the_machines_proxy_is_used_and_sees_no_token(monkeypatch: pytest.MonkeyPatch, stop: StopFlag) -> None:
    with Loopback(answers(b"", 403)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.removesuffix("/api/v2"))
        for transport in transport_to("https://beds24.example.invalid/api/v2", stop):
            with pytest.raises(Beds24Unreachable):
                transport.send(CALL, TOKEN)
    assert proxy.lines()[0] == "CONNECT beds24.example.invalid:443 HTTP/1.1"
    assert b"canary" not in proxy.heard[0]


def test_the_proxy_is_left_alone_where_the_setting_says_so(monkeypatch: pytest.MonkeyPatch, stop: StopFlag) -> None:
    with Loopback(answers(b"", 403)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        transport = Transport("https://beds24.example.invalid/api/v2", stop, SystemClock(), trust_env=False)
        with pytest.raises(Beds24Unreachable):
            transport.send(CALL, TOKEN)
        transport.close()
    assert proxy.heard == []
