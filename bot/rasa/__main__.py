"""`python -m bot.rasa …`: Rasa's own command line, light when the pipeline allows it."""

from __future__ import annotations

from pathlib import Path

from bot.rasa.light import leave_out_tensorflow, needs_tensorflow


def main() -> None:
    """Run the `rasa` command with the arguments of this process."""
    if not needs_tensorflow(Path("config.yml")):
        leave_out_tensorflow()
    # Only now: this import is the one that would bring TensorFlow in.
    from rasa.__main__ import main as rasa  # noqa: PLC0415

    rasa()


if __name__ == "__main__":
    main()
