"""What a process settles for itself: its end, its files, how often it looks for garbage."""

import ctypes
import gc
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
COLLECT_EVERY = 50_000
PRIVATE_UMASK = 0o077
# Loaded beforehand: between fork and exec nothing may be.
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent(parent: int) -> None:
	"""Have Linux kill this process when the thread of `parent` that started it ends, however.

	A parent that ended before this was asked for is not reported: it is no longer the parent.
	"""
	if _libc is not None:
		_libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
		if os.getppid() != parent:
			os.kill(os.getpid(), signal.SIGKILL)


def keep_files_private() -> None:
	"""Have all that this process and its children make be closed to other users."""
	os.umask(PRIVATE_UMASK)


def calm_collector() -> None:
	"""Have garbage looked for seldom: long work makes many objects, and hardly ever a cycle."""
	gc.freeze()
	gc.set_threshold(COLLECT_EVERY, 20, 20)
