"""Other sites' pages and other hosts' names are kept out."""

from __future__ import annotations

import pytest

from tests.unit.playground.driver import ASHA, TOKEN, Driver

pytestmark = pytest.mark.asyncio
TEXT = f"/playground/chats/{ASHA}/text"


@pytest.mark.parametrize("path", [TEXT, "/playground/reset", f"/bot{TOKEN}/setWebhook"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9999"])
async def test_it_refuses_a_foreign_origin(playground: Driver, path: str, origin: str) -> None:
    answer = await playground.http.post(path, json={"text": "x"}, headers={"Origin": origin})
    assert answer.status_code == 403


async def test_it_takes_its_own_page(playground: Driver) -> None:
    headers = {"Origin": "http://127.0.0.1:8081", "Sec-Fetch-Site": "same-origin"}
    answer = await playground.http.post(TEXT, json={"text": "x"}, headers=headers)
    assert answer.status_code == 200


async def test_it_refuses_a_name_that_is_not_this_machine(playground: Driver) -> None:
    answer = await playground.http.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 403


async def test_another_site_may_link_to_the_page_and_no_further(playground: Driver) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert (await playground.http.get("/", headers=headers)).status_code == 200
    refused = await playground.http.get(f"/bot{TOKEN}/deleteWebhook", headers=headers)
    assert refused.status_code == 403
