"""A worker of the mailer's queue that only notes what it was told, as the module's own process."""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from chasqui.contracts.queues import BEAT_SCHEDULE, MAILER_QUEUE, MAILER_SEND_RUN
from chasqui.kernel.config.settings import DataConfig
from chasqui.kernel.tasks.worker import build_worker, run_worker

LONG_SECONDS = 3.0


def note(file: Path, what: str) -> None:
	with file.open("a") as notes:
		notes.write(f"{what}\n")


def build_tasks(file: Path) -> dict[str, Callable[..., None]]:
	"""Return a task for each tick of the queue, and one that takes long."""

	def work_long() -> None:
		note(file, "begun")
		time.sleep(LONG_SECONDS)
		note(file, "ended")

	ticks = [tick.task for tick in BEAT_SCHEDULE if tick.queue == MAILER_QUEUE]
	return {**{name: partial(note, file, name) for name in ticks}, MAILER_SEND_RUN: work_long}


if __name__ == "__main__":
	run_worker(build_worker(MAILER_QUEUE, DataConfig(), build_tasks(Path(sys.argv[1]))))
