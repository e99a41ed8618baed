"""The signature, checked by the specification's own library, and by the example in our pages."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from helpdesk.domain.machines import Webhook
from helpdesk.services import webhook_queue, webhook_signing, webhooks
from tests.factories import ROOT
from tests.unit.webhooks.conftest import Hook, Shop

BODY = json.dumps({"type": "ticket.opened", "data": {"name": "Mchele – 5 kg"}}).encode()
ID = "msg_0123456789abcdef"


def moment() -> datetime:
    """The verifier looks at the real clock: what is signed long ago is no longer taken."""
    return datetime.now(UTC)


def signed(*keys: str, now: datetime | None = None) -> dict[str, str]:
    return webhook_signing.headers(ID, BODY, keys, now=now or moment())


def test_the_specifications_own_library_takes_it() -> None:
    secret = webhook_signing.new_secret()

    assert Verifier(secret).verify(BODY, signed(secret)) == json.loads(BODY)


def test_it_signs_exactly_as_the_library_would() -> None:
    secret, now = webhook_signing.new_secret(), moment()
    theirs = Verifier(secret).sign(ID, now, BODY.decode())

    assert signed(secret, now=now)["webhook-signature"] == theirs


@pytest.mark.parametrize("harm", ["body", "id", "time", "secret", "old"])
def test_what_was_touched_on_the_way_is_not_taken(harm: str) -> None:
    secret, now = webhook_signing.new_secret(), moment()
    headers = signed(secret, now=now - timedelta(minutes=6) if harm == "old" else now)
    if harm == "id":
        headers["webhook-id"] += "0"
    if harm == "time":
        headers["webhook-timestamp"] = str(int(now.timestamp()) - 1)
    verifier = Verifier(webhook_signing.new_secret() if harm == "secret" else secret)
    body = BODY + b" " if harm == "body" else BODY

    with pytest.raises(WebhookVerificationError):
        verifier.verify(body, headers)


def test_secrets_are_long_and_never_the_same() -> None:
    made = {webhook_signing.new_secret() for _ in range(100)}

    assert len(made) == 100
    assert all(re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", each) for each in made)


def test_for_a_day_the_old_secret_signs_too(shop: Shop, hook: Hook, now: datetime) -> None:
    made = hook()
    old = made.secret
    webhooks.rotate(shop.session, shop.salma, made, now=now)
    new = made.secret

    assert keys_at(shop, made, now + timedelta(hours=23)) == (new, old)
    assert keys_at(shop, made, now + timedelta(hours=24)) == (new,)
    assert new != old
    for secret in (old, new):
        Verifier(secret).verify(BODY, signed(new, old))


def keys_at(shop: Shop, hook: Webhook, now: datetime) -> tuple[str, ...]:
    webhook_queue.test(shop.session, hook, now=now)
    return shop.take(hook, now).secrets


def example() -> Any:
    """What a reader of our pages would paste into their own system."""
    text = (ROOT / "docs" / "webhooks.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    there: dict[str, Any] = {}
    exec(code, there)  # noqa: S102 - our own page
    return there["is_ours"]


def test_the_example_in_our_pages_takes_what_we_sign_and_nothing_else() -> None:
    is_ours, secret = example(), webhook_signing.new_secret()
    other, late = webhook_signing.new_secret(), moment() - timedelta(minutes=6)

    assert is_ours(secret, signed(secret), BODY)
    assert is_ours(secret, signed(other, secret), BODY)
    assert not is_ours(secret, signed(secret), BODY + b" ")
    assert not is_ours(secret, signed(other), BODY)
    assert not is_ours(secret, signed(secret, now=late), BODY)
    assert not is_ours(secret, {}, BODY)
