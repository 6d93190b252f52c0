"""The command ``duettiste``. What to start is decided before anything heavy is imported."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

COMPLETION_VARIABLE = "_DUETTISTE_COMPLETE"
"""Set by the shell when it asks for completions."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code: 0 done, 1 findings or failure, 2 misuse."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    from game.terminal import can_show_screens, speak_utf8

    if not words and COMPLETION_VARIABLE not in os.environ and can_show_screens():
        from game.store.home import home_folder
        from game.tui.launch import run_app

        return run_app(home_folder())
    speak_utf8()
    from game.cli.program import run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
