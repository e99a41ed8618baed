"""A clerk's day in a real browser: by keyboard alone, with scripts off, two at once, and live."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.integration.console.world import PIXEL, World, say_as_customer

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
AtDesk = Callable[..., Page]


def test_the_keyboard_alone_finds_answers_and_notes(world: World, at_desk: AtDesk) -> None:
    page = at_desk("brian")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/tickets/"))
    page.keyboard.press("n")
    page.keyboard.type("Nimepiga simu ghala")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Nimepiga simu ghala")).to_be_visible()
    page.keyboard.press("r")
    page.keyboard.type("Pole sana, tunaleta unga mwingine leo")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("tunaleta unga mwingine leo")).to_be_visible()
    page.keyboard.press("u")
    page.wait_for_url(re.compile(r"/$"))
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


def test_it_works_with_scripts_off(world: World, at_desk: AtDesk) -> None:
    page = at_desk("salma", scripts=False)
    page.locator(f'[data-reference="{world.order}"] .row-link').click()
    page.get_by_test_id("reply-text").fill("Your rice is on its way to you")
    page.get_by_test_id("reply-send").click()
    expect(page.get_by_text("Your rice is on its way to you")).to_be_visible()
    page.locator("details.manage summary").click()
    page.locator("#m-priority").select_option("urgent")
    page.get_by_test_id("manage-save").click()

    expect(page.locator("#case-state .priority-urgent")).to_be_visible()


def test_a_draft_outlives_a_reload_and_dies_when_sent(world: World, at_desk: AtDesk) -> None:
    page = at_desk("rehema")
    page.goto(f"/tickets/{world.complaint}")
    with page.expect_response(re.compile("/draft$")):
        page.get_by_test_id("reply-text").fill("Pole, naandika polepole")
    page.reload()
    expect(page.get_by_test_id("reply-text")).to_have_value("Pole, naandika polepole")
    page.get_by_test_id("reply-send").click()
    expect(page.get_by_test_id("message").get_by_text("naandika polepole")).to_be_visible()
    page.reload()

    expect(page.get_by_test_id("reply-text")).to_have_value("")


def test_two_at_once_see_one_another_and_the_later_keeps_the_draft(
    world: World, at_desk: AtDesk
) -> None:
    first, second = at_desk("brian"), at_desk("rehema")
    for page in (first, second):
        page.goto(f"/tickets/{world.complaint}")
    with first.expect_response(re.compile("/draft$")):
        first.get_by_test_id("reply-text").fill("Pole sana, mimi nitakuletea mwingine")
    second.reload()
    expect(second.locator("#beside")).to_contain_text("Brian Mutua anaandika jibu")
    second.get_by_test_id("reply-text").fill("Pole, tunatuma mwingine kesho")
    first.get_by_test_id("reply-send").click()
    expect(first.get_by_test_id("message").get_by_text("mimi nitakuletea")).to_be_visible()
    second.get_by_test_id("reply-send").click()

    expect(second.locator("#problem")).to_be_visible()
    expect(second.get_by_test_id("reply-text")).to_have_value("Pole, tunatuma mwingine kesho")


def test_what_the_customer_writes_appears_without_moving_what_is_typed(
    world: World, at_desk: AtDesk
) -> None:
    page = at_desk("salma")
    page.goto(f"/tickets/{world.order}")
    box = page.get_by_test_id("reply-text")
    box.fill("We are looking into this for you")
    page.evaluate(
        """() => { window.moved = 0; new PerformanceObserver((list) => {
             for (const each of list.getEntries()) window.moved += each.value;
           }).observe({type: 'layout-shift'}); }"""
    )
    before = box.bounding_box()
    say_as_customer(world, world.order, "Is anybody there?")
    expect(page.get_by_text("Is anybody there?")).to_be_visible(timeout=8000)

    expect(box).to_be_focused()
    expect(box).to_have_value("We are looking into this for you")
    assert box.bounding_box() == before
    assert page.evaluate("window.moved") == 0


def test_the_list_keeps_ones_place_when_it_is_new(world: World, at_desk: AtDesk) -> None:
    page = at_desk("rehema")
    row = page.locator(f'[data-reference="{world.order}"] .row-link')
    row.focus()
    with page.expect_response(lambda answer: "/queue" in answer.url and answer.status == 200):
        say_as_customer(world, world.complaint, "Nasubiri bado")

    expect(row).to_be_focused()


def test_a_reply_in_the_other_language_is_warned_of_once(world: World, at_desk: AtDesk) -> None:
    page = at_desk("brian")
    page.goto(f"/tickets/{world.complaint}")
    page.get_by_test_id("reply-text").fill("We are sorry, you will have your money back today")
    page.get_by_test_id("reply-send").click()
    expect(page.locator("#problem")).to_contain_text("Swahili")
    page.get_by_test_id("reply-send").click()

    expect(page.get_by_test_id("message").get_by_text("money back today")).to_be_visible()


def test_a_photo_goes_with_the_reply(world: World, at_desk: AtDesk, tmp_path: Path) -> None:
    photo = tmp_path / "unga mpya.png"
    photo.write_bytes(PIXEL)
    page = at_desk("brian")
    page.goto(f"/tickets/{world.complaint}")
    page.get_by_test_id("reply-file").set_input_files(photo)
    page.get_by_test_id("reply-text").fill("Huu ndio unga mpya tunaokuletea leo")
    page.get_by_test_id("reply-send").click()
    said = page.get_by_test_id("message").filter(has_text="Huu ndio unga mpya")

    expect(said.get_by_test_id("photo")).to_have_count(1)
