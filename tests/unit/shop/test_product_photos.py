"""The picture of a product is drawn anew, and nothing that is no picture is taken for one."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import datetime
from errno import ENOSPC
from pathlib import Path

import pytest
from PIL import Image

from helpdesk.db.engine import Session
from helpdesk.domain.company import Product
from helpdesk.domain.errors import BadPicture
from helpdesk.services import product_photos, stock
from tests.cast import REHEMA
from tests.factories import make_company, make_staff

GPS = 0x8825


def picture(kind: str = "JPEG", size: tuple[int, int] = (2000, 1000)) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[GPS] = {1: "S", 2: (6.0, 48.0, 0.0)}
    exif[0x010F] = "a telephone of Asha's"
    Image.new("RGB", size, "goldenrod").save(out, kind, exif=exif)
    return out.getvalue()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Where files are kept; the database lies beside it."""
    return tmp_path / "files"


@pytest.fixture
def sugar(session: Session, now: datetime) -> Product:
    make_company(session, now=now)
    return stock.by_code(session, "sugar")


def put(session: Session, product: Product, content: bytes, folder: Path, now: datetime) -> None:
    rehema = make_staff(session, REHEMA, now=now)
    product_photos.put(session, product, rehema, product_photos.drawn(content), folder, now=now)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_it_keeps_the_picture_smaller_and_without_the_place(
    session: Session, sugar: Product, files: Path, now: datetime, kind: str
) -> None:
    put(session, sugar, picture(kind), files, now)

    kept = Image.open(io.BytesIO(product_photos.read(sugar, files) or b""))
    assert (kept.format, kept.size) == ("JPEG", (1280, 640))
    assert dict(kept.getexif()) == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a" + b"\0" * 40,
        b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
        b"%PDF-1.7",
        b"\xff\xd8\xff" + b"\0" * 99,
        picture()[:500],
    ],
    ids=["nothing", "svg", "gif", "html in png", "pdf", "empty jpeg", "half a jpeg"],
)
def test_it_refuses_what_is_no_picture(
    session: Session, sugar: Product, files: Path, now: datetime, content: bytes
) -> None:
    with pytest.raises(BadPicture):
        put(session, sugar, content, files, now)
    assert sugar.photo is None
    assert list(files.rglob("*")) == []


def test_it_refuses_a_picture_that_would_fill_the_memory(
    session: Session, sugar: Product, files: Path, now: datetime
) -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")

    with pytest.raises(BadPicture):
        put(session, sugar, out.getvalue(), files, now)


def test_what_stands_behind_the_picture_in_its_file_is_gone(
    session: Session, sugar: Product, files: Path, now: datetime
) -> None:
    put(session, sugar, picture() + b"<script>alert(1)</script>", files, now)

    assert b"script" not in (product_photos.read(sugar, files) or b"")


def test_the_old_picture_stays_until_the_new_one_is_committed(
    session: Session, sugar: Product, files: Path, now: datetime
) -> None:
    """A full disk or a locked database at the last moment, and the goods still have a picture."""
    rehema = make_staff(session, REHEMA, now=now)
    product_photos.put(session, sugar, rehema, b"the old one", files, now=now)
    with suppress(OSError), session.begin_nested():
        product_photos.put(session, sugar, rehema, b"the new one", files, now=now)
        raise OSError(ENOSPC, "no space is left")

    assert product_photos.read(sugar, files) == b"the old one"


def test_who_has_no_picture_any_more_leaves_no_file(
    session: Session, sugar: Product, files: Path, now: datetime
) -> None:
    rehema = make_staff(session, REHEMA, now=now)
    for picture in (b"one", b"two", None):
        old = product_photos.put(session, sugar, rehema, picture, files, now=now)
        product_photos.forget(files, old)

    assert [each for each in files.rglob("*") if each.is_file()] == []
    assert product_photos.read(sugar, files) is None
