"""Bootstrap: from a bare python3 to a complete environment. Python 3.8 and newer, nothing else.

    python3 scripts/bootstrap.py          .venv        what running needs
    python3 scripts/bootstrap.py --dev    .venv        and what tests and checks need
    python3 scripts/bootstrap.py --stock  .venv-stock  stock Rasa on Python 3.10, to compare with

Nothing is done, in a tenth of a second, where nothing has changed since the last time. An
environment that was not finished is made anew. What it takes to do that is in setting_up/.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from scripts.setting_up import main

    sys.exit(main(sys.argv[1:]))
