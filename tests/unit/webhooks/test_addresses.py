"""Which addresses are taken, when they are typed and at every try."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from helpdesk.domain.errors import BadWebhook
from helpdesk.services import webhook_address, webhooks
from helpdesk.services.webhook_address import BadAddress, Resolve


def leading_to(*ips: str) -> Resolve:
    """A network in which every name means those addresses."""

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ips]

    return resolve


def nowhere(host: str, port: int, **_: Any) -> list[Any]:
    raise socket.gaierror(socket.EAI_NONAME, host)


def problem(url: str, resolve: Resolve = socket.getaddrinfo) -> str:
    with pytest.raises(BadAddress) as refused:
        webhook_address.check(url, resolve)
    return refused.value.problem


@pytest.mark.parametrize(
    ("url", "ips"),
    [
        ("https://erp.example.co.ke/ofisi?shop=3", ("93.184.216.34", "2606:4700::1111")),
        ("https://erp.example.co.ke:8443/", ("93.184.216.34",)),
        ("http://stoo.local:8069/ofisi", ("192.168.1.20",)),
        ("http://localhost:8069", ("::1", "127.0.0.1")),
        ("http://stoo/", ("fd12:3456::20",)),
        ("http://ofisi.tail.net/", ("100.101.102.103",)),
    ],
)
def test_it_takes_systems_of_the_internet_by_https_and_the_shops_own_by_either(
    url: str, ips: tuple[str, ...]
) -> None:
    assert webhook_address.check(f" {url} ", leading_to(*ips)) == url


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:80/x", "https://[::1]:8443/x", "https://1.1.1.1/x"]
)
def test_numbers_need_no_name(url: str) -> None:
    assert webhook_address.check(url)


@pytest.mark.parametrize(
    "ip",
    [
        "169.254.169.254",
        "169.254.170.2",
        "fe80::1%eth0",
        "fe80::1",
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "255.255.255.255",
        "240.0.0.1",
        "224.0.0.1",
        "ff02::1",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "fd00:ec2::254",
        "100.100.100.200",
        "168.63.129.16",
    ],
)
def test_nothing_goes_to_where_no_receiver_lives(ip: str) -> None:
    assert problem("https://nzuri.example", leading_to(ip)) == "forbidden"
    assert problem("https://nzuri.example", leading_to("93.184.216.34", ip)) == "forbidden"


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://2852039166/",
        "http://0xa9.0xfe.0xa9.0xfe/",
        "http://0251.0376.0251.0376/",
        "http://0/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[fe80::1]/",
    ],
)
def test_no_way_of_writing_a_number_gets_round_it(url: str) -> None:
    assert problem(url) in ("forbidden", "unknown", "form")


@pytest.mark.parametrize("ip", ["93.184.216.34", "2606:4700::1111", "::ffff:93.184.216.34"])
def test_http_does_not_cross_the_internet(ip: str) -> None:
    assert problem("http://erp.example", leading_to("192.168.1.20", ip)) == "plain"


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("erp.example/ofisi", "scheme"),
        ("ftp://erp.example/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("gopher://127.0.0.1:5055/", "scheme"),
        ("https://neema:siri@erp.example/", "login"),
        ("https://neema@erp.example/", "login"),
        ("https:///ofisi", "form"),
        ("https://erp.example/#hapa", "form"),
        ("https://erp.example/a b", "form"),
        ("https://erp.example/\r\nX-Evil: 1", "form"),
        ("https://erp.example:99999/", "form"),
        ("https://erp.example:0/", "form"),
        ("https://erp.example:abc/", "form"),
        ("https://[::1/", "form"),
        ("https://erp.example/" + "a" * 500, "long"),
    ],
)
def test_it_tells_what_is_wrong_with_what_was_typed(url: str, word: str) -> None:
    assert problem(url, leading_to("93.184.216.34")) == word


def test_a_name_nobody_knows_is_told_at_once() -> None:
    assert problem("https://hakuna.example/", nowhere) == "unknown"
    assert problem("https://hakuna.example/", leading_to()) == "unknown"


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(BadWebhook) as refused:
        webhooks.read(" ", "ftp://x", ["ticket.opened.not"], leading_to("127.0.0.1"))

    assert refused.value.values["wrong"] == {"name": "empty", "url": "scheme", "events": "unknown"}
