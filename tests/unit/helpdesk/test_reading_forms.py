"""A form is read field by field, and all that is wrong with it is told at once."""

from __future__ import annotations

import pytest

from helpdesk.domain.enums import Priority
from helpdesk.domain.errors import BadChoice, BadForm, BadNumber, EmptyText, TextTooLong
from helpdesk.domain.form import Form


def test_what_is_right_is_read() -> None:
    form = Form({"name": "  Asha \n M. ", "much": "12", "how": "high"}, {"who": ["b", "a"]})

    assert form.line("name", longest=10) == "Asha M."
    assert form.whole("much", most=12) == 12
    assert form.choice("how", tuple(Priority)) is Priority.HIGH
    assert form.choice_or_none("where", ("here",)) is None
    assert form.ticked("who", ("a", "b")) == ["b", "a"]
    form.check()


def test_all_that_is_wrong_is_told_at_once() -> None:
    form = Form({"name": " ", "note": "xxx", "much": "1e3", "how": "very"})
    form.line("name", longest=10)
    form.text("note", longest=2)
    form.whole("much", most=12)
    form.choice("how", tuple(Priority))

    with pytest.raises(BadForm) as refused:
        form.check()
    kinds = {name: type(each) for name, each in refused.value.problems.items()}
    assert kinds == {"name": EmptyText, "note": TextTooLong, "much": BadNumber, "how": BadChoice}


def test_one_problem_is_told_as_itself() -> None:
    form = Form({}, {"who": ["c"]})
    form.ticked("who", ("a", "b"))

    with pytest.raises(BadChoice) as refused:
        form.check()
    assert refused.value.field == "who"
