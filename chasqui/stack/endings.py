"""Whether this process was asked to end: noted by the signal, asked at every wait of a start.

An exception out of a signal's handler can come where Python ignores it, as in the hooks of a fork;
then nobody would know that the suite should end.
"""

import signal
from typing import Any

SIGNALS = (signal.SIGTERM, signal.SIGINT)
_signals: list[int] = []


class Ended(RuntimeError):
	"""The suite was asked to end while it started."""

	def __init__(self) -> None:
		super().__init__("Se pidió terminar durante el arranque.")


def note_endings() -> None:
	"""From now on Ctrl-C and SIGTERM are noted, and nothing is interrupted."""
	for number in SIGNALS:
		signal.signal(number, _note)


def raise_endings() -> None:
	"""From now on Ctrl-C and SIGTERM interrupt, as is right where nothing asks."""
	for number in SIGNALS:
		signal.signal(number, signal.default_int_handler)


def is_asked_to_end() -> bool:
	return bool(_signals)


def check_end() -> None:
	"""Go no further where the end was asked for.

	:raises Ended: it was
	"""
	if _signals:
		raise Ended


def _note(number: int, _frame: Any) -> None:
	_signals.append(number)
