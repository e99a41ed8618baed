"""Who saw something may change it as long as it is still so, on both databases."""

from __future__ import annotations

import pytest

from helpdesk.domain.errors import StaleVersion
from helpdesk.services import people, seen
from tests.unit.desk.conftest import Desk


def test_it_lets_the_first_and_refuses_the_second(desk: Desk) -> None:
    mark = seen.mark(desk.neema, people.OWN)
    seen.hold(desk.session, desk.neema, people.OWN, mark)
    desk.neema.name = "Neema wa Pili"
    desk.session.flush()

    with pytest.raises(StaleVersion):
        seen.hold(desk.session, desk.neema, people.OWN, mark)
    assert desk.neema.name == "Neema wa Pili"


def test_what_the_page_does_not_show_may_change(desk: Desk) -> None:
    mark = seen.mark(desk.neema, people.OWN)
    desk.neema.quiet_from = 60
    desk.session.flush()

    seen.hold(desk.session, desk.neema, people.OWN, mark)
