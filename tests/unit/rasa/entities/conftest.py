"""spaCy lives on Python 3.10 only, as Rasa does."""

from __future__ import annotations

import sys

collect_ignore_glob = ["test_*.py"] if sys.version_info >= (3, 11) else []
