"""Addresses with numbers that no row can have: not there, and never a fault of ours."""

from __future__ import annotations

import pytest

from tests.integration.console.conftest import Browser

ENDLESS = "9" * 25


@pytest.mark.parametrize("number", ["2147483648", ENDLESS])
@pytest.mark.parametrize("page", ["/files", "/replies", "/macros", "/staff", "/data/people"])
def test_it_is_not_there(browser: Browser, page: str, number: str) -> None:
    assert browser("rehema").get(f"{page}/{number}").status_code == 404


@pytest.mark.parametrize("page", ["/?assignee=", "/?page=", "/orders?before=", "/audit?before="])
def test_a_filter_falls_back(browser: Browser, page: str) -> None:
    assert browser("rehema").get(f"{page}{ENDLESS}").status_code == 200
