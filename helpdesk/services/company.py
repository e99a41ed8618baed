"""Bringing `company/` into the database: again and again, with the same result."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from helpdesk.domain.company import Department, OpeningHours, Product
from helpdesk.services import audit, canned
from helpdesk.services.profile import Goods, Profile, read

WHO = "company"


def load(session: Session, folder: Path, *, now: datetime) -> Profile:
    """Make departments, products and hours what the files in `folder` say; the files are
    the profile that is returned. Stock is taken over only with a product's first load.

    Raises BadCompany before anything is changed.
    """
    profile = read(folder)
    _departments(session, profile)
    _products(session, profile, now)
    _hours(session, profile)
    canned.load(session, folder)
    session.flush()  # the caller's next query must see them, whatever its autoflush
    return profile


def _departments(session: Session, profile: Profile) -> None:
    known = {row.code: row for row in session.execute(select(Department)).scalars()}
    for code, names in profile.departments.items():
        department = known.pop(code, None)
        if department is None:
            session.add(Department(code=code, name_sw=names.sw, name_en=names.en))
        else:
            department.name_sw, department.name_en = names.sw, names.en
            department.active = True
    for gone in known.values():
        gone.active = False


def _products(session: Session, profile: Profile, now: datetime) -> None:
    known = {row.code: row for row in session.execute(select(Product)).scalars()}
    for goods in profile.goods:
        product = known.pop(goods.code, None)
        if product is None:
            session.add(_new(goods, profile.currency))
        else:
            _change(session, product, goods, profile.currency, now)
    for gone in known.values():
        gone.active = False


def _new(goods: Goods, currency: str) -> Product:
    return Product(
        code=goods.code,
        name_sw=goods.names.sw,
        name_en=goods.names.en,
        aliases="|".join(goods.aliases),
        unit=goods.unit,
        price=goods.price,
        currency=currency,
        stock=goods.stock,
    )


def _change(
    session: Session, product: Product, goods: Goods, currency: str, now: datetime
) -> None:
    if (product.price, product.currency) != (goods.price, currency):
        audit.record(
            session,
            who=WHO,
            what="product.price",
            subject=f"product:{product.id}",
            field="price",
            old=f"{product.price} {product.currency}",
            new=f"{goods.price} {currency}",
            now=now,
        )
    product.name_sw, product.name_en = goods.names.sw, goods.names.en
    product.aliases = "|".join(goods.aliases)
    product.unit, product.price, product.currency = goods.unit, goods.price, currency
    product.active = True


def _hours(session: Session, profile: Profile) -> None:
    known = {row.weekday: row for row in session.execute(select(OpeningHours)).scalars()}
    for weekday, span in enumerate(profile.hours):
        opens, closes = span or (None, None)
        day = known.get(weekday)
        if day is None:
            session.add(OpeningHours(weekday=weekday, opens=opens, closes=closes))
        else:
            day.opens, day.closes = opens, closes
