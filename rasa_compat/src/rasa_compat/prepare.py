"""What a process needs before Rasa 3.6.21 can be imported in it."""

from __future__ import annotations

import os
import sys

import numpy as np
import packaging.version

from rasa_compat.stand_ins import StandInFinder


class LegacyVersion:
    """Removed from packaging in 22.0; `rasa.shared.utils.validation` asks isinstance of it."""


def prepare() -> None:
    """Mend what newer libraries dropped, and let the packages left out be imported."""
    # Rasa reports its use to its makers unless told otherwise.
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    if not hasattr(packaging.version, "LegacyVersion"):
        setattr(packaging.version, "LegacyVersion", LegacyVersion)  # noqa: B010
    if not hasattr(np, "VisibleDeprecationWarning"):
        # Moved in numpy 2.0; `rasa.utils.common` silences it by its old name.
        warning = np.exceptions.VisibleDeprecationWarning
        setattr(np, "VisibleDeprecationWarning", warning)  # noqa: B010
    # Last: whatever is really installed is found first.
    sys.meta_path.append(StandInFinder())
