"""Ends by exception, so that every `with` on the way out does its work."""

import signal

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(BaseException):
    """Somebody asked this process to end."""

    def __init__(self, number):
        """`number` is the signal's."""
        super().__init__(number)
        self.number = signal.Signals(number)


def install(interactive=False):
    """Sets the handlers explicitly: a job started with & in a script inherits SIGINT ignored.

    `interactive` leaves Ctrl-C the meaning that a Python shell expects. `nohup` stays respected.
    """
    for number in ENDINGS:
        if number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN:
            continue
        plain = interactive and number == signal.SIGINT
        signal.signal(number, signal.default_int_handler if plain else _stop)


def _stop(number, _frame):
    """Only once: a second Ctrl-C must not tear the stopping apart."""
    for other in ENDINGS:
        signal.signal(other, _ignore)
    raise Stop(number)


def _ignore(_number, _frame):
    """Unlike SIG_IGN not inherited by the programs that are still to be started."""
