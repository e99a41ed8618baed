"""The same road with a Bot API that another process serves, by polling and by webhook."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.matrix import full
from tests.ports import free_port
from tests.road import ASHA, TICKET, Chatter, Clerk
from tests.street import another_bot_api, running

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]
STORY = "Mchele niliopokea leo umelowa maji na una harufu mbaya"
ANSWER = "Pole sana, tutakubadilishia mchele wako kesho asubuhi."


def complain(customer: Chatter) -> str:
    """A complaint without order and photo; its reference."""
    customer.write("Habari za leo, nina malalamiko")
    customer.write(STORY)
    customer.write("sina")
    customer.write("sina picha")
    found = TICKET.search(customer.write("ndiyo"))
    assert found is not None
    return found.group()


@pytest.mark.parametrize("way", ["webhook", full("polling")])
def test_it_walks_the_same_road(tmp_path: Path, way: str) -> None:
    """Nothing but the address and the way in is different."""
    port = free_port()
    webhook = {
        "OFISI_WEBHOOK_PORT": str(port),
        "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram/in",
        "TELEGRAM_WEBHOOK_SECRET": "siri-ya-majaribio",
    }
    (tmp_path / "api").mkdir()
    with (
        another_bot_api(tmp_path / "api") as (address, settings),
        running(tmp_path, settings | (webhook if way == "webhook" else {})) as street,
    ):
        customer, clerk = Chatter(address, ASHA), Clerk(street.console)
        reference = complain(customer)
        clerk.sign_in()
        assert STORY in clerk.read(reference)
        clerk.do(reference, "claim")
        clerk.do(reference, "reply", text=ANSWER)
        assert ANSWER in customer.answer()
        clerk.do(reference, "resolve")
        assert reference in customer.answer()
