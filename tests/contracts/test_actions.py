"""The actions that `domain.yml` names are the actions there are, and they say what there is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from rasa_sdk.executor import ActionExecutor

from tests.contracts.conversation_files import domain, responses

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "actions").glob("*.py"))
LONGEST_RUN = 25


def test_every_action_of_the_domain_has_its_class_and_the_other_way_round() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    assert sorted(executor.actions) == sorted(domain()["actions"])


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_it_says_only_what_has_a_response(path: Path) -> None:
    said = set(re.findall(r'"(utter_[a-z_]+)"', path.read_text("utf-8")))
    assert said - set(responses()) == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_it_keeps_its_actions_thin(path: Path) -> None:
    long = [
        node.name
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno > LONGEST_RUN
    ]
    assert long == []
