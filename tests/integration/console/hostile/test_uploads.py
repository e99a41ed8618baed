"""Hostile files: refused with a word and the answer kept, or kept and never able to run."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from backoffice import files as serving
from backoffice import thread
from backoffice.posted import LARGEST_WITH_FILES
from helpdesk.domain.message import Attachment
from helpdesk.services.uploads import MOST
from tests.integration.console.hostile.files import ALL, INERT, NAMES, PNG, REFUSED, Bad
from tests.integration.console.hostile.shares import shares, turns
from tests.integration.console.world import ORIGIN, TOKEN, World, token
from tests.matrix import full

TYPED = "Samahani, hii hapa picha uliyoomba."
CLAIMED = ("text/html", "image/svg+xml", "image/png", "application/javascript", "x/y; charset=a")
RANDOM = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")
VERSION = re.compile(r'name="version" value="(\d+)"')


BODIES = [
    b"",
    b"--x--\r\n",
    b"--x\r\n\r\n\r\n--x--",
    b'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\nx',
    b"--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--\r\n",
    b"--x\r\n" + b"A" * 70_000 + b": 1\r\n\r\n--x--\r\n",
    b"--x\r\nContent-Disposition: \xff\xfe; name=\xff\r\n\r\nx\r\n--x--\r\n",
    b"\0" * 1000,
]
KINDS = ("boundary=x", "boundary=", "boundary=x; charset=rot13", "charset=utf-7; boundary=x", "")
MEDIA_TYPES = (*sorted(thread.SHOWABLE), *sorted(thread.PLAYABLE), *CLAIMED, None)
SHARES = 6


def bodies() -> list[Any]:
    """Every broken body in every kind; with every change each body in one kind, in turns."""
    turn = len(KINDS)
    return [
        pytest.param(body, kind, id=f"{row}-{kind}")
        if row % turn == at
        else full(body, kind, id=f"{row}-{kind}")
        for row, body in enumerate(BODIES)
        for at, kind in enumerate(KINDS)
    ]


def answer_with(
    client: TestClient, world: World, files: list[tuple[str, bytes]], claimed: str = "image/png"
) -> Any:
    """Answer the complaint with those files."""
    page = f"/tickets/{world.complaint}"
    shown = client.get(page).text
    version, right = VERSION.search(shown), TOKEN.search(shown)
    assert right is not None
    form = {"csrf": right[1], "text": TYPED, "version": version[1] if version else "0",
            "language_seen": "yes"}  # fmt: skip
    sent = [("file", (name, content, claimed)) for name, content in files]
    return client.post(
        f"{page}/reply", data=form, files=sent, headers=ORIGIN, follow_redirects=False
    )


def tree(folder: Path) -> set[str]:
    """Every file below the folder, but those of the database."""
    found = (each for each in folder.rglob("*") if each.is_file())
    return {str(each.relative_to(folder)) for each in found if "ofisi.db" not in each.name}


def newest(world: World) -> Attachment:
    with world.database.reading() as session:
        every: list[Attachment] = list(session.execute(select(Attachment)).scalars())
    return max(every, key=lambda each: each.id or 0)


def harmless(answer: Any) -> bool:
    """Whether a browser that is given this can do nothing with it but show or keep it."""
    headers = answer.headers
    caged = headers["content-security-policy"] == serving.POLICY
    quiet = headers["x-content-type-options"] == "nosniff"
    kind, how = headers["content-type"], headers["content-disposition"].partition(";")[0]
    shown = how == "inline" and kind in thread.SHOWABLE | thread.PLAYABLE
    kept = how == "attachment" and kind == serving.UNKNOWN_TYPE
    return caged and quiet and (shown or kept)


def test_there_are_enough_of_them() -> None:
    assert len(ALL) >= 40
    assert len({each.name for each in ALL}) == len(ALL)


@pytest.mark.parametrize("bad", REFUSED, ids=lambda bad: bad.name)
def test_it_refuses_the_file_and_keeps_the_words(
    house: World, admin: TestClient, bad: Bad
) -> None:
    before = tree(house.settings.var)

    answer = answer_with(admin, house, [(bad.name, bad.content)])

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert f">{TYPED}</textarea>" in html.unescape(answer.text)
    assert tree(house.settings.var) == before
    assert newest(house).id == house.photo


def test_it_keeps_what_cannot_run(house: World, admin: TestClient) -> None:
    for bad in INERT:
        before = tree(house.settings.files)
        answer = answer_with(admin, house, [(bad.name, bad.content)])
        assert (bad.name, answer.status_code) == (bad.name, 303)
        added = tree(house.settings.files) - before
        served = admin.get(f"/files/{newest(house).id}")
        assert all(map(RANDOM.fullmatch, added)), bad.name
        assert (bad.name, len(added), served.content) == (bad.name, 1, bad.content)
        assert (bad.name, harmless(served)) == (bad.name, True)


@pytest.mark.parametrize("claimed", CLAIMED)
def test_it_believes_no_declared_type(house: World, admin: TestClient, claimed: str) -> None:
    assert answer_with(admin, house, [("a.html", b"<html>")], claimed).status_code == 422
    assert answer_with(admin, house, [("a.html", PNG + b"\0" * 9)], claimed).status_code == 303
    assert newest(house).media_type == "image/png"


@pytest.mark.parametrize("share", shares(2))
def test_no_name_is_a_path_or_plays_a_trick(house: World, admin: TestClient, share: int) -> None:
    outside = tree(house.settings.var.parent) - tree(house.settings.files)
    for name in NAMES[share::2]:
        assert (name, answer_with(admin, house, [(name, PNG + bytes(9))]).status_code) == (
            name,
            303,
        )
        kept = newest(house)
        served = admin.get(f"/files/{kept.id}").headers["content-disposition"]
        shown = unquote(served.partition("UTF-8''")[2])
        assert RANDOM.fullmatch(kept.path or ""), name
        for text in (kept.name or "", shown):
            assert text.isprintable(), name
            assert 0 < len(text) <= 120, name
            assert not set("/\\") & set(text), name
            assert not text.startswith("."), name
        assert re.fullmatch(r"(inline|attachment); filename\*=UTF-8''[\w.~%-]+", served), name
    written = tree(house.settings.var.parent) - outside

    assert all(re.search(r"files/[0-9a-f]{2}/[0-9a-f]{32}$", each) for each in written)


@pytest.mark.parametrize("count", [MOST + 1, MOST * 4])
def test_too_many_files_cost_nobody_their_words(
    house: World, admin: TestClient, count: int
) -> None:
    answer = answer_with(admin, house, [("a.png", PNG)] * count)

    assert answer.status_code == 422
    assert f">{TYPED}</textarea>" in html.unescape(answer.text)


def test_too_many_bytes_cost_nobody_their_words(house: World, admin: TestClient) -> None:
    half = PNG + bytes(LARGEST_WITH_FILES // 2)

    answer = answer_with(admin, house, [("a.png", half), ("b.png", half), ("c.png", PNG)])

    assert answer.status_code == 422
    assert f">{TYPED}</textarea>" in html.unescape(answer.text)


def test_only_an_answer_may_carry_files(house: World, admin: TestClient) -> None:
    page = f"/tickets/{house.complaint}"
    form = {"csrf": token(admin, page), "text": "x"}
    files = {"file": ("a.png", PNG)}

    for path in (f"{page}/note", "/me", "/data/breaches", "/sign-in"):
        answer = admin.post(path, data=form, files=files, headers=ORIGIN)
        assert (path, answer.status_code) == (path, 413)


@pytest.mark.parametrize(("body", "kind"), bodies())
def test_a_broken_body_is_refused(house: World, admin: TestClient, body: bytes, kind: str) -> None:
    headers = {**ORIGIN, "content-type": f"multipart/form-data; {kind}"}
    path = f"/tickets/{house.complaint}/reply"

    assert admin.post(path, content=body, headers=headers).status_code in (403, 413)


def test_halves_of_characters_are_nobodys_fault(house: World, admin: TestClient) -> None:
    """A charset of the sender's choice can make what no database keeps."""
    page = f"/tickets/{house.complaint}"
    fields = {"csrf": token(admin, page), "text": "a\\ud800\\u0000b", "version": "1"}
    body = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    kind = "multipart/form-data; boundary=x; charset=unicode_escape"
    headers = {**ORIGIN, "content-type": kind}

    answer = admin.post(f"{page}/reply", content=f"{body}--x--\r\n", headers=headers)

    assert answer.status_code == 200
    assert "a?\ufffdb" in answer.text


@pytest.mark.parametrize("share", shares(SHARES))
def test_customers_files_are_never_more_than_shown(
    house: World, admin: TestClient, share: int
) -> None:
    """What the chat brought in is not refused here: whatever it is called, nothing of it runs."""
    place = house.settings.var / "files" / "ab12"
    for row, media_type in enumerate(MEDIA_TYPES):
        with house.database.begin() as session:
            photo = session.get(Attachment, house.photo)
            assert photo is not None
            photo.media_type = media_type
        for bad in turns(share, SHARES, row, ALL):
            place.write_bytes(bad.content[:4096])
            served = admin.get(f"/files/{house.photo}")
            assert (media_type, bad.name, harmless(served)) == (media_type, bad.name, True)
