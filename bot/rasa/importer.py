"""Reads the trainers' sentences for Rasa: once, quickly, and naming file and line of a mistake."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

KINDS = frozenset({"intent", "synonym", "regex", "lookup"})
ANNOTATION = "]("


class BadSentences(RasaException):
    """A file of sentences that cannot be read. Says file, line and what to do."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}, line {line}: {problem}")


class Sentence(Message):
    """A message that is copied and compared cheaply, for a training does so to all of them.

    Rasa merges what its importers have read three times, copying every value of every message
    and hashing it anew: half of the time a training of ours took. Values are never changed in
    place, so copies share them.
    """

    def set(self, prop: str, info: Any, add_to_output: bool = False) -> None:
        """Set a property; nothing happens if it has that value already."""
        if add_to_output or self.data.get(prop) is not info:
            super().set(prop, info, add_to_output)

    def __deepcopy__(self, memo: dict[int, Any]) -> Sentence:
        copied = Sentence(self.data, {*self.output_properties}, self.time, [*self.features])
        copied._cached_fingerprint = self._cached_fingerprint
        return copied


class SentenceImporter(RasaFileImporter):
    """Rasa's own importer, but for plain sentences.

    Rasa 3.6 reads, checks and copies every file five times in a training, most of its time with
    thousands of sentences. Files with marked words, synonyms or patterns are left to Rasa.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._nlu_files: list[str] = list(self._nlu_files)
        self._read: TrainingData | None = None

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """All sentences. Raises BadSentences for what cannot be read."""
        if self._read is None:
            files = sorted(self._nlu_files)
            plain = {file: found for file in files if (found := _plain(Path(file))) is not None}
            self._nlu_files = [file for file in files if file not in plain]
            rest = super().get_nlu_data(language)
            sentences = [message for found in plain.values() for message in found]
            self._read = TrainingData(
                [*sentences, *rest.training_examples],
                rest.entity_synonyms,
                rest.regex_features,
                rest.lookup_tables,
                rest.responses,
            )
            self._nlu_files = files
        return self._read


def _plain(file: Path) -> list[Message] | None:
    """The sentences of a file that holds nothing else; None if it holds more."""
    text = file.read_text(encoding="utf-8")
    if ANNOTATION in text:
        return None
    try:
        content = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadSentences(str(file), line, f"{error.problem}: mend the line above it") from error
    blocks = content.get("nlu") if isinstance(content, dict) else None
    if not isinstance(blocks, list) or set(content) - {"version", "nlu"}:
        return None
    if any(not isinstance(block, dict) or not _is_sentences(block) for block in blocks):
        return None
    return [message for block in blocks for message in _messages(block)]


def _is_sentences(block: dict[str, Any]) -> bool:
    known = set(block) <= {"intent", "examples", "metadata"}
    return known and isinstance(block.get("intent"), str) and isinstance(block["examples"], str)


def _messages(block: dict[str, Any]) -> list[Sentence]:
    told = block.get("metadata")
    lines = (line.strip() for line in block["examples"].splitlines())
    return [
        Sentence.build(line.removeprefix("-").strip(), block["intent"], [], told)
        for line in lines
        if line.startswith("-") and line.removeprefix("-").strip()
    ]
