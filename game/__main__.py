"""The command ``duettiste``. What to start is decided before anything heavy is imported."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells count it."""

COMPLETION_VARIABLE = "_DUETTISTE_COMPLETE"
"""Set by the shell when it asks for completions."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code: 0 done, 1 findings or failure, 2 misuse."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    from game.terminal import can_show_screens, speak_utf8

    if not words and COMPLETION_VARIABLE not in os.environ and can_show_screens():
        return _open_screens()
    speak_utf8()
    from game.cli.program import run

    return run(words)


def _open_screens() -> int:
    """The shortest way to the first screen; even there, no fault shows a traceback."""
    from game.store.home import home_folder

    try:
        from game.tui.launch import run_app

        return run_app(home_folder())
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        from game.crash import announce
        from game.locale import Messages, preferred_language

        announce(error, home_folder(), Messages(preferred_language()))
        return 1


if __name__ == "__main__":
    sys.exit(main())
