"""Repairs for Rasa 3.6.21: what newer libraries dropped or changed, and what they warn of."""

from __future__ import annotations

import os
import sys
import warnings
from types import ModuleType
from typing import Any

import numpy as np
import packaging.version

from rasa_compat.missing import installed

OURS = ("actions", "bot", "helpdesk")
"""Packages whose deprecation warnings somebody can still do something about."""

TENSORFLOW_SETTINGS = (
    "TF_GPU_MEMORY_ALLOC",
    "TF_INTER_OP_PARALLELISM_THREADS",
    "TF_INTRA_OP_PARALLELISM_THREADS",
)
"""Where one of these is set, every command of Rasa's calls TensorFlow at its start."""


class LegacyVersion:
    """Removed from packaging in 22.0; `rasa.shared.utils.validation` asks isinstance of it."""


def prepare() -> None:
    """Mend what a process must have before `rasa` can be imported."""
    # Rasa reports its use to its makers unless told otherwise.
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    if not installed("tensorflow"):
        for name in TENSORFLOW_SETTINGS:
            os.environ.pop(name, None)
    if not hasattr(packaging.version, "LegacyVersion"):
        setattr(packaging.version, "LegacyVersion", LegacyVersion)  # noqa: B010
    if not hasattr(np, "VisibleDeprecationWarning"):
        # Moved in numpy 2.0; `rasa.utils.common` silences it by its old name.
        warning = np.exceptions.VisibleDeprecationWarning
        setattr(np, "VisibleDeprecationWarning", warning)  # noqa: B010
    silence_libraries()


def mend(module: ModuleType) -> None:
    """Mend a module of Rasa's that has just been loaded, if it needs that."""
    if module.__name__ != "rasa.core.tracker_store":
        return
    store: Any = vars(module)["SQLTrackerStore"]
    address_of = store.get_db_url

    def get_db_url(*arguments: Any, **options: Any) -> Any:
        url = address_of(*arguments, **options)
        # From SQLAlchemy 2.0 on there is no address without a query.
        return url if isinstance(url, str) or url.query else url.set(query={})

    store.get_db_url = staticmethod(get_db_url)


def silence_libraries() -> None:
    """Show no warnings of what only the libraries could change, unless warnings are asked for."""
    if sys.warnoptions:
        return
    # Sanic has every DeprecationWarning shown, from its import on.
    import sanic.app  # noqa: F401, PLC0415

    others = rf"(?!({'|'.join(OURS)})(\.|$))"
    warnings.filterwarnings("ignore", category=DeprecationWarning, module=others)
    # Said to APScheduler 3, which Rasa holds us to; that is why setuptools is held below 81.
    warnings.filterwarnings("ignore", "pkg_resources is deprecated", category=UserWarning)
