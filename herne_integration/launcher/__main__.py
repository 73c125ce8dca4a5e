"""The launcher inside the virtual environment: repository, command, arguments."""

import sys
from pathlib import Path

from herne_integration.launcher import signals
from herne_integration.launcher.managing import manage
from herne_integration.launcher.output import StartError, warn
from herne_integration.launcher.running import run
from herne_integration.launcher.state import State
from herne_integration.launcher.testing import test

COMMANDS = {"run": run, "manage": manage, "test": test}


def main(arguments):
    """Returns the exit code."""
    repository, command, *rest = arguments
    signals.install(interactive=command == "manage")
    try:
        return COMMANDS[command](Path(repository), State.of(Path(repository)), rest)
    except StartError as error:
        warn(str(error))
        return 1
    except signals.Stop as stop:
        # Before anything served: nothing is half done that the next start would not finish.
        return 0 if command == "run" else 128 + stop.number
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
