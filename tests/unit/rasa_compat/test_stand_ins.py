"""Stand-ins are enough to import Rasa, and say what is missing where they are to work."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from rasa_compat import plugin
from rasa_compat.plugin import NotInstalled
from rasa_compat.stand_ins import import_or_stand_in


@pytest.fixture
def tf() -> ModuleType:
    return import_or_stand_in("tensorflow")


def test_it_gives_the_first_package_or_the_last_as_python_does() -> None:
    first = import_or_stand_in("tensorflow.keras.backend")
    last = import_or_stand_in("tensorflow.keras.backend", fromlist=("cast",))

    assert [first.__name__, last.__name__] == ["tensorflow", "tensorflow.keras.backend"]


def test_it_can_be_derived_from_and_decorate_while_a_class_is_made(tf: Any) -> None:
    class Layer(tf.keras.layers.Layer):
        @tf.function(reduce_retracing=True)
        def call(self) -> int:
            return 1

        @tf.function
        def build(self) -> int:
            return 2

    assert [Layer.call(None), Layer.build(None)] == [1, 2]
    assert not hasattr(Layer, "something_else")


def test_it_can_be_named_in_an_except_clause(tf: Any) -> None:
    def divide() -> None:
        try:
            _ = 1 / 0
        except (tf.errors.UnknownError, *tf.exceptions.MANY):
            pytest.fail("caught an error that is not TensorFlow's")

    with pytest.raises(ZeroDivisionError):
        divide()


def test_it_names_the_package_and_who_called_it(tf: Any) -> None:
    with pytest.raises(NotInstalled, match=rf"{__name__} needs tensorflow.*\(tensorflow.cast\)"):
        tf.cast(1)


def test_it_names_the_package_where_a_class_that_derives_from_it_is_called(tf: Any) -> None:
    class Model(tf.keras.Model):
        pass

    with pytest.raises(NotInstalled, match=r"needs tensorflow.*\(tensorflow.keras.Model\)"):
        Model()


def test_it_takes_what_is_really_there_first(monkeypatch: pytest.MonkeyPatch) -> None:
    real = ModuleType("redis")
    monkeypatch.setitem(sys.modules, "redis", real)

    assert import_or_stand_in("redis") is real


@pytest.mark.parametrize("name", ["jieba", "no_such_package"])
def test_it_stands_in_for_nothing_that_rasa_can_do_without(name: str) -> None:
    with pytest.raises(ModuleNotFoundError, match=name):
        import_or_stand_in(name)


def test_it_hides_no_hole_in_a_package_that_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pymongo.py").write_text("import no_such_package", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        import_or_stand_in("pymongo")


def test_our_plugin_takes_the_place_of_the_one_rasa_looks_for() -> None:
    assert import_or_stand_in("rasa_plus") is plugin
