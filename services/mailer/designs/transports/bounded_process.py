"""The process behind a `BoundedPool`: ``python -m mailer.designs.transports.bounded_process``.

Its arguments are the function, the descriptor of its line, and the seconds that a call may take.
"""

import contextlib
import importlib
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

MEMORY_BYTES = 2 * 1024**3  # of addresses, most of them libraries; work of tens of megabytes fits
ALARM_MARGIN_SECONDS = 2.0
NICENESS = 5  # pages come first


def main() -> None:
	"""Answer calls until the other end closes the line."""
	target, handle, seconds = sys.argv[1:]
	_limit_process()
	module, _, name = target.partition(":")
	function = getattr(importlib.import_module(module), name)
	with Connection(int(handle)) as line:
		line.send("ready")
		with contextlib.suppress(EOFError, OSError):
			while True:
				arguments = line.recv()
				# Should the parent be gone, nobody else would end a call that never does.
				signal.setitimer(signal.ITIMER_REAL, float(seconds) + ALARM_MARGIN_SECONDS)
				line.send(_call(function, arguments))
				signal.setitimer(signal.ITIMER_REAL, 0)


def _limit_process() -> None:
	signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
	signal.signal(signal.SIGALRM, signal.SIG_DFL)
	os.nice(NICENESS)
	with contextlib.suppress(OSError, ValueError):  # not every system knows it
		resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _call(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
	try:
		return True, function(*arguments)
	except MemoryError:
		os._exit(1)
	except Exception as error:
		error.__cause__ = error.__context__ = None  # libraries' own errors may not be picklable
		error.add_note(traceback.format_exc())
		return False, error


if __name__ == "__main__":
	main()
