"""Customers' files: images are shown, all else is only downloaded, and nothing runs."""

from __future__ import annotations

import pytest

from helpdesk.domain.enums import AttachmentStatus
from helpdesk.domain.message import Attachment
from tests.integration.console.conftest import Browser
from tests.integration.console.world import PIXEL, World


def change(world: World, **values: object) -> None:
    """Let the photo be something else."""
    with world.database.begin() as session:
        attachment = session.get(Attachment, world.photo)
        for name, value in values.items():
            setattr(attachment, name, value)


def test_it_shows_a_photo_in_a_cage(world: World, browser: Browser) -> None:
    answer = browser("brian").get(f"/files/{world.photo}")

    assert (answer.status_code, answer.content) == (200, PIXEL)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "private, no-cache"


def test_it_never_lets_a_file_name_play_tricks(world: World, browser: Browser) -> None:
    disposition = browser("brian").get(f"/files/{world.photo}").headers["content-disposition"]

    assert disposition == "inline; filename*=UTF-8''ungagpj.exeX%3A%20y.png"


def test_it_asks_again_before_showing_a_kept_photo(world: World, browser: Browser) -> None:
    client = browser("brian")
    mark = client.get(f"/files/{world.photo}").headers["etag"]

    answer = client.get(f"/files/{world.photo}", headers={"if-none-match": mark})

    assert answer.status_code == 304


@pytest.mark.parametrize("media_type", ["image/svg+xml", "text/html", "application/pdf", None])
def test_it_only_lets_other_types_be_downloaded(
    world: World, browser: Browser, media_type: str | None
) -> None:
    change(world, media_type=media_type)
    client = browser("brian")

    answer = client.get(f"/files/{world.photo}")

    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert 'data-testid="photo"' not in client.get(f"/tickets/{world.complaint}").text


def test_it_believes_the_bytes_and_not_the_label(world: World, browser: Browser) -> None:
    (world.settings.var / "files" / "ab12").write_bytes(b"<script>alert(1)</script>")

    answer = browser("brian").get(f"/files/{world.photo}")

    assert answer.headers["content-disposition"].startswith("attachment;")


@pytest.mark.parametrize("path", ["../ofisi.db", "/etc/passwd", "", "none", None])
def test_it_never_leaves_its_folder(world: World, browser: Browser, path: str | None) -> None:
    change(world, path=path)

    assert browser("brian").get(f"/files/{world.photo}").status_code == 404


def test_it_says_what_became_of_files_that_are_not_here(world: World, browser: Browser) -> None:
    client = browser("brian")
    page = f"/tickets/{world.complaint}"

    change(world, status=AttachmentStatus.PENDING)
    assert "Being fetched from Telegram" in client.get(page).text
    assert client.get(f"/files/{world.photo}").status_code == 404

    change(world, status=AttachmentStatus.REFUSED)
    assert "Not accepted" in client.get(page).text
