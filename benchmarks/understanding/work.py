"""Learning many times over, in as many processes as there are cores to give."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from time import monotonic

from benchmarks.understanding.learners import judge
from benchmarks.understanding.scores import Answer
from benchmarks.understanding.sentences import Sentence

logger = logging.getLogger("benchmarks")

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True)
class Job:
    """Learn `known` by a learner and answer `asked`. `key` is unique and told as progress."""

    key: str
    learner: str
    known: Sequence[Sentence]
    asked: Sequence[Sentence]
    epochs: int = 0
    """Of Rasa's networks; nothing else has any."""


@dataclass(frozen=True)
class Done:
    """The answers to what a job asked, and the seconds it took."""

    asked: Sequence[Sentence]
    answers: list[Answer]
    seconds: float
    epochs: int = 0

    @property
    def judged(self) -> list[tuple[Sentence, Answer]]:
        """Each sentence with its answer."""
        return list(zip(self.asked, self.answers, strict=True))


def run(jobs: Sequence[Job], workers: int) -> dict[str, Done]:
    """All jobs by key, the largest begun first."""
    for name in ONE_THREAD:  # Each process has one core; more threads would only jostle.
        os.environ.setdefault(name, "1")
    found: dict[str, Done] = {}
    pool = ProcessPoolExecutor(workers, get_context("spawn"))
    try:
        waiting = {
            pool.submit(_timed, job): job for job in sorted(jobs, key=lambda job: -len(job.known))
        }
        for number, ready in enumerate(as_completed(waiting), 1):
            job = waiting[ready]
            answers, seconds = ready.result()
            found[job.key] = Done(job.asked, answers, seconds, job.epochs)
            logger.info("  %d of %d: %s (%.0f s)", number, len(jobs), job.key, seconds)
    finally:
        pool.shutdown(cancel_futures=True)  # After a failure nobody waits for the rest.
    return found


def _timed(job: Job) -> tuple[list[Answer], float]:
    started = monotonic()
    return judge(job.learner, job.known, job.asked, job.epochs), monotonic() - started
