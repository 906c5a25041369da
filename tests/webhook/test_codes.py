"""Which code for which case: every row of the table, over real sockets."""

import threading
from datetime import timedelta

import pytest

from console.domain.errors import StoreTrouble
from console.domain.hooks import ActiveSecret, Heard, Reply, Slot, Verification, VerifyMode
from console.domain.secret import Secret
from console.domain.webhook_setup import PATH
from console.webhook.limits import Limits
from tests.webhook.door import BODY, EITHER, KEY_HEADER, SECRET, TUNNEL, Door, chunked, open_door, request, signed

QUICK = Limits(deadline=0.3, cut=0.8)
FORM = "application/x-www-form-urlencoded"


def test_what_was_stored_is_acknowledged_after_it_was_stored(door: Door) -> None:
    assert door.send(request()).status == 200
    (heard,) = door.inbox.heard
    assert (heard.method, heard.body, heard.query, heard.slot) == ("POST", BODY, "", Slot.CURRENT)
    assert door.counted() == {"stored": 1}


def test_a_duplicate_is_acknowledged_and_counted_as_one(door: Door) -> None:
    door.inbox.reply = lambda _heard: Reply.DUPLICATE
    assert door.send(request()).status == 200
    assert door.counted() == {"duplicate": 1}


def test_a_signed_message_needs_no_secret_header(door: Door) -> None:
    answer = door.send(request(secret=None, x_beds24_signature=signed(BODY)))
    assert answer.status == 200


def test_a_body_in_chunks_is_heard_in_one_piece(door: Door) -> None:
    head = request(body=b"", content_length=None, transfer_encoding="chunked")
    assert door.send(head + chunked(BODY[:10], BODY[10:])).status == 200
    assert door.inbox.heard[0].body == BODY


def test_a_client_that_waits_to_be_told_to_go_on_is_told(door: Door) -> None:
    head = request(body=b"", content_length=str(len(BODY)), expect="100-continue")
    with door.connect() as line:
        line.sendall(head)
        assert line.recv(65536).startswith(b"HTTP/1.1 100 ")
        line.sendall(BODY)
        assert line.recv(65536).startswith(b"HTTP/1.1 200 ")


def test_a_client_that_ends_its_side_is_answered_all_the_same(door: Door) -> None:
    assert door.send(request(), ending=True).status == 200


def test_a_notification_of_version_one_is_heard_by_its_query(door: Door) -> None:
    assert door.send(request("GET", PATH + "?bookid=1&status=new")).status == 200
    (heard,) = door.inbox.heard
    assert (heard.method, heard.body, heard.query) == ("GET", b"", "bookid=1&status=new")


def test_of_a_notification_a_signature_has_to_cover_the_query(door: Door) -> None:
    asked = PATH + "?bookid=1"
    empty = door.send(request("GET", asked, secret=None, x_beds24_signature=signed(b"")))
    whole = door.send(request("GET", asked, secret=None, x_beds24_signature=signed(b"bookid=1")))
    assert (empty.status, whole.status) == (401, 200)


def test_a_notification_of_version_one_with_card_data_is_heard_by_its_query_and_nothing_else_of_it(door: Door) -> None:
    sent = request(target=PATH + "?bookid=1&status=new", body=b"cvc=931&stripeToken=tok_1", content_type=FORM)
    assert door.send(sent).status == 200
    (heard,) = door.inbox.heard
    assert (heard.method, heard.body, heard.query) == ("POST", b"", "bookid=1&status=new")
    assert door.send(request(body=b"cvc=931", content_type=FORM)).status == 200  # the inbox finds it unreadable
    assert (door.inbox.heard[1].body, door.inbox.heard[1].query) == (b"", "")


@pytest.mark.parametrize(("what", "code"), [(b"cvc=931", 401), (b"bookid=1", 200)])
def test_of_a_form_a_signature_has_to_cover_the_query(door: Door, what: bytes, code: int) -> None:
    asked, signature = PATH + "?bookid=1", signed(what)
    sent = request(target=asked, body=b"cvc=931", secret=None, content_type=FORM, x_beds24_signature=signature)
    assert door.send(sent).status == code


def test_the_query_of_a_post_is_not_handed_on(door: Door) -> None:
    assert door.send(request(target=PATH + "?bookid=2")).status == 200
    assert door.inbox.heard[0].query == ""


def test_what_cannot_be_read_after_it_was_proved_is_a_bad_request(door: Door) -> None:
    door.inbox.reply = lambda _heard: Reply.UNREADABLE
    assert door.send(request(body=b"no json")).status == 400
    assert door.counted() == {"unreadable": 1}


STRANGERS = {
    "absent": request(secret=None),
    "empty": request(secret=""),
    "wrong": request(secret="canary-secret-4712"),
    "signed with another secret": request(secret=None, x_beds24_signature=signed(BODY, "another")),
    "signed over another body": request(secret=None, x_beds24_signature=signed(BODY + b" ")),
    "doubled": request(more=(f"{KEY_HEADER}: {SECRET}",)),
    "doubled with another": request(more=(f"{KEY_HEADER}: other",)),
    "doubled signature": request(
        secret=None, x_beds24_signature=signed(BODY), more=(f"X-Beds24-Signature: {signed(BODY)}",)
    ),
}


@pytest.mark.parametrize("stranger", STRANGERS)
def test_who_does_not_prove_itself_is_refused_and_never_heard(door: Door, stranger: str) -> None:
    assert door.send(STRANGERS[stranger]).status == 401
    assert door.inbox.heard == []


def test_all_refusals_of_strangers_look_the_same(door: Door) -> None:
    answers = {door.send(each).raw for each in STRANGERS.values()}
    assert answers == {b"HTTP/1.1 401 Unauthorized\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"}


def test_strangers_are_counted_by_reason(door: Door) -> None:
    for each in STRANGERS.values():
        door.send(each)
    assert door.counted() == {"secret_absent": 2, "secret_wrong": 3, "secret_doubled": 3}


def test_a_timestamp_out_of_tolerance_is_refused() -> None:
    standard = Verification(
        VerifyMode.HMAC,
        KEY_HEADER,
        (ActiveSecret(Slot.CURRENT, Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),),
        timedelta(minutes=5),
    )
    of_the_specification = request(
        body=b'{"test": 2432232314}',
        webhook_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        webhook_timestamp="1614265330",
        webhook_signature="v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    )
    with open_door(how=standard) as door:
        assert door.send(of_the_specification).status == 401
        assert door.counted() == {"stale": 1}


@pytest.mark.parametrize(
    "target",
    ["/", PATH + "/", PATH.upper(), PATH + "%00", "/%61pi" + PATH[4:], "/." + PATH, f"http://{TUNNEL}{PATH}", "*"],
)
def test_another_path_is_not_found(door: Door, target: str) -> None:
    assert door.send(request(target=target)).status == 404
    assert door.counted() == {"wrong_path": 1}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW"])
def test_another_method_is_told_which_are_allowed(door: Door, method: str) -> None:
    answer = door.send(request(method))
    assert (answer.status, answer.fields["allow"]) == (405, "GET, POST")


def test_connect_is_answered_like_any_other_wrong_path(door: Door) -> None:
    assert door.send(request("CONNECT", f"{TUNNEL}:443")).status == 404


def test_a_wrong_path_and_method_are_refused_before_the_body_is_here(door: Door) -> None:
    assert door.send(request(target="/", body=b"", content_length="1000")).status == 404
    assert door.send(request("PUT", content_length="1000")).status == 405


@pytest.mark.parametrize(
    "unfinished",
    [b"", b"POST ", request()[:-1], request(body=b"", transfer_encoding="chunked", content_length=None) + b"5\r\nab"],
    ids=["silent", "head", "body", "chunk"],
)
def test_who_is_too_slow_is_told_so_and_closed(unfinished: bytes) -> None:
    with open_door(QUICK) as door:
        answer = door.send(unfinished)
        assert (answer.status, answer.fields["connection"]) == (408, "close")
        assert door.counted() == {"too_slow": 1}


def test_a_body_that_says_it_is_too_big_is_refused_unread(door: Door) -> None:
    assert door.send(request(body=b"", content_length=str(Limits().body + 1))).status == 413
    assert door.send(request(body=b"", content_length="9" * 19)).status == 413


def test_a_body_that_turns_out_too_big_is_refused(door: Door) -> None:
    head = request(body=b"", content_length=None, transfer_encoding="chunked")
    assert door.send(head + chunked(*[b"x" * 65536] * 5)).status == 413


def test_a_body_of_just_the_limit_is_heard(door: Door) -> None:
    assert door.send(request(body=b"x" * Limits().body)).status == 200


def test_a_get_has_no_body(door: Door) -> None:
    assert door.send(request("GET", content_length="1") + b"x").status == 413
    assert door.send(request("GET", transfer_encoding="chunked") + chunked(b"x")).status == 413


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "identity", ""])
def test_a_body_that_is_encoded_in_any_way_is_refused(door: Door, encoding: str) -> None:
    assert door.send(request(content_encoding=encoding)).status == 415


@pytest.mark.parametrize("kind", [None, "", "text/plain", "multipart/form-data", "application/jsonx"])
def test_a_body_of_another_type_is_refused(door: Door, kind: str | None) -> None:
    assert door.send(request(content_type=kind)).status == 415


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", "Application/JSON ;x=y"])
def test_a_body_of_json_is_heard_whatever_else_its_type_says(door: Door, kind: str) -> None:
    assert door.send(request(content_type=kind)).status == 200


BIG_HEADS = {
    "too many fields": request(more=tuple(f"X-{number}: y" for number in range(61))),
    "one field too long": request(more=("X-Long: " + "y" * 8192,)),
    "too long in all": request(more=tuple(f"X-{number}: " + "y" * 8000 for number in range(3))),
    "never ending": b"GET / HTTP/1.1\r\n" + b"X-Part: y\r\n" * 3000,
}


@pytest.mark.parametrize("head", BIG_HEADS)
def test_a_head_that_is_too_big_is_refused(door: Door, head: str) -> None:
    answer = door.send(BIG_HEADS[head])
    assert (answer.status, answer.fields["connection"]) == (431, "close")


def test_an_address_that_is_too_long_is_refused(door: Door) -> None:
    assert door.send(request("GET", PATH + "?" + "x" * 2048)).status == 414


def test_who_sends_too_much_is_told_when_to_come_again() -> None:
    with open_door(Limits(rate=0.001, burst=3)) as door:
        codes = [door.send(request()).status for _ in range(4)]
        answer = door.send(request())
        assert codes == [200, 200, 200, 429]
        assert (answer.status, answer.fields["retry-after"]) == (429, "5")
        assert len(door.inbox.heard) == 3


def test_strangers_do_not_use_up_what_the_hotel_may_send() -> None:
    with open_door(Limits(rate=0.001, burst=3)) as door:
        for _ in range(10):
            door.send(request(secret="wrong"))
        assert door.send(request()).status == 200


@pytest.mark.parametrize("reply", [Reply.FULL, Reply.BUSY])
def test_what_cannot_be_kept_now_is_to_come_again(door: Door, reply: Reply) -> None:
    door.inbox.reply = lambda _heard: reply
    answer = door.send(request())
    assert (answer.status, answer.fields["retry-after"]) == (503, "30")
    assert door.counted() == {reply.value: 1}


def test_a_database_in_trouble_is_to_come_again_and_no_fault(door: Door) -> None:
    def fail(_heard: Heard) -> Reply:
        raise StoreTrouble("The disk is full.")

    door.inbox.reply = fail
    assert door.send(request()).status == 503


def test_a_database_that_does_not_answer_in_time_is_to_come_again() -> None:
    release = threading.Event()
    with open_door(QUICK) as door:
        door.inbox.reply = lambda _heard: Reply.STORED if release.wait(30) else Reply.BUSY
        assert door.send(request()).status == 503
        release.set()
        assert door.send(request()).status == 200


def test_a_fault_of_ours_says_nothing_of_itself(door: Door) -> None:
    def fail(heard: Heard) -> Reply:
        raise RuntimeError(heard.body)

    door.inbox.reply = fail
    assert door.send(request()).raw == (
        b"HTTP/1.1 500 Internal Server Error\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
    )


def test_what_the_manager_switched_off_is_gone_without_reading() -> None:
    with open_door(how=None) as door:
        assert door.send(request()).status == 410
        assert door.send(request(body=b"", content_length="1000")).status == 410
        assert door.send(request("GET", "/healthz")).status == 204


def test_health_is_a_static_answer_to_get_only(door: Door) -> None:
    answer = door.send(request("GET", "/healthz", secret=None))
    assert answer.raw == b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n"
    wrong = door.send(request("POST", "/healthz"))
    assert (wrong.status, wrong.fields["allow"]) == (405, "GET")


@pytest.mark.parametrize("host", [TUNNEL, TUNNEL.upper(), TUNNEL + ":443", "127.0.0.1", "localhost:8090", "[::1]:8090"])
def test_a_request_for_the_tunnel_or_this_machine_is_heard(door: Door, host: str) -> None:
    assert door.send(request(host=host)).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "porter.example.com.evil.example", "127.0.0.1.evil", "127.0.0.2", "::1", ""]
)
def test_a_request_for_another_name_is_misdirected(door: Door, host: str) -> None:
    assert door.send(request(host=host)).status == 421
    assert door.inbox.heard == []


def test_a_new_name_of_the_tunnel_counts_at_once() -> None:
    names = {"old.example"}
    with open_door(hosts=lambda: frozenset(names)) as door:
        assert door.send(request(host="new.example")).status == 421
        names.add("new.example")
        assert door.send(request(host="new.example")).status == 200


@pytest.mark.parametrize("sign", ["Origin: https://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site"])
def test_what_a_browser_sends_is_forbidden(door: Door, sign: str) -> None:
    assert door.send(request(more=(sign,))).status == 403
    assert door.send(request("GET", "/healthz", more=(sign,))).status == 403


def test_with_a_segment_only_the_whole_path_is_known() -> None:
    with open_door(segment="5f1d8c") as door:
        assert door.listener.path == PATH + "/5f1d8c"
        assert door.send(request()).status == 404
        assert door.send(request(target=PATH + "/5f1d8d")).status == 404
        assert door.send(request(target=PATH + "/5f1d8c")).status == 200


def test_the_former_secret_is_told_to_who_stores() -> None:
    former = ActiveSecret(Slot.PREVIOUS, Secret("former"))
    with open_door(how=Verification(VerifyMode.HEADER, KEY_HEADER, (*EITHER.secrets, former))) as door:
        assert door.send(request(secret="former")).status == 200
        assert door.inbox.heard[0].slot is Slot.PREVIOUS
