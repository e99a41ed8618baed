"""The picture of a product: taken in the console, shown there and to customers who ask for it."""

from __future__ import annotations

import io
import warnings
from datetime import datetime
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError
from sqlalchemy.orm import Session

from helpdesk.domain.company import Product
from helpdesk.domain.errors import BadPicture
from helpdesk.domain.staff import StaffMember
from helpdesk.services import attachments, audit
from helpdesk.services.uploads import LARGEST

SIDE = 1280
"""Pixels of the longer side: what Telegram shows on a telephone (core.telegram.org/api/files)."""

MOST_PIXELS = 50_000_000
KINDS = ("JPEG", "PNG", "WEBP")
MEDIA_TYPE = "image/jpeg"


def put(
    session: Session,
    product: Product,
    staff: StaffMember,
    picture: bytes | None,
    folder: Path,
    *,
    now: datetime,
) -> str | None:
    """Keep a picture that `drawn` made below `folder` (`var/files`), or with None have none.

    Gives the path of the one before. It is for `forget` once the transaction is committed: were
    its file gone earlier, what is rolled back would point to nothing.
    """
    old = product.photo
    product.photo = attachments.keep(folder, picture) if picture else None
    what = "product.photo" if picture else "product.photo_gone"
    subject = f"product:{product.id}"
    audit.record(session, who=f"staff:{staff.id}", what=what, subject=subject, now=now)
    return old


def forget(folder: Path, path: str | None) -> None:
    """Delete the file of a picture that no product has any more."""
    if path is not None:
        (folder / path).unlink(missing_ok=True)


def read(product: Product, folder: Path) -> bytes | None:
    """The picture as JPEG; None where there is none, or its file is not on this machine."""
    if product.photo is None:
        return None
    try:
        return (folder / product.photo).read_bytes()
    except OSError:
        return None


def drawn(content: bytes) -> bytes:
    """The picture drawn anew: smaller, and without the place and time a telephone writes into it.

    It takes a moment, so never within a transaction. Raises BadPicture for what is no picture.
    """
    if not content:
        raise BadPicture(field="photo", problem="empty")
    if len(content) > LARGEST:
        raise BadPicture(field="photo", problem="large")
    try:
        with warnings.catch_warnings():
            # Pillow warns of pictures of very many pixels; we refuse them below.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(content), formats=KINDS)
        if opened.width * opened.height > MOST_PIXELS:
            raise BadPicture(field="photo", problem="large")
        upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise BadPicture(field="photo", problem="kind") from error
    except Image.DecompressionBombError as error:
        raise BadPicture(field="photo", problem="large") from error
    upright.thumbnail((SIDE, SIDE))
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
