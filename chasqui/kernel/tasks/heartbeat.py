"""Shows that a process without a web page lives: a file that is touched again and again."""

import threading
import time
from pathlib import Path

BEAT_SECONDS = 2.0
SILENCE_SECONDS = 5.0  # a file as old is of a process that stands still, or of none


def start_heartbeat(path: Path) -> None:
	"""Touch a file every `BEAT_SECONDS` as long as this process runs.

	In a thread of its own: who waits for a broker or a database that is away still lives.
	"""

	def beat() -> None:
		while True:
			path.touch()
			time.sleep(BEAT_SECONDS)

	path.touch()
	threading.Thread(target=beat, name="heartbeat", daemon=True).start()


def is_beating(path: Path) -> bool:
	"""Return whether the process that touches a file does so still."""
	try:
		return time.time() - path.stat().st_mtime < SILENCE_SECONDS
	except FileNotFoundError:
		return False
