"""What a process settles for itself: when it ends, and how often it looks for garbage."""

import ctypes
import gc
import signal
import sys

PR_SET_PDEATHSIG = 1
COLLECT_EVERY = 50_000
# Loaded beforehand: between fork and exec nothing may be.
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent() -> None:
	"""Have Linux kill this process when the thread that started it ends, however it ends."""
	if _libc is not None:
		_libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def calm_collector() -> None:
	"""Have garbage looked for seldom: long work makes many objects, and hardly ever a cycle."""
	gc.freeze()
	gc.set_threshold(COLLECT_EVERY, 20, 20)
