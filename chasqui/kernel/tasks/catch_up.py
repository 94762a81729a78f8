"""What a worker does when it meets the broker, at first and again: its own ticks, at once.

Whatever was under way when a worker, the beat or Redis died is in rows; the sweep that finds it
need not wait for the beat's next tick.
"""

from typing import Any

import structlog
from celery import bootsteps
from celery.worker.consumer.tasks import Tasks
from kombu.exceptions import OperationalError

from chasqui.contracts.queues import BEAT_SCHEDULE


class CatchUp(bootsteps.StartStopStep):  # type: ignore[misc]
	"""A step of Celery's consumer, which starts anew with each connection to the broker."""

	requires = (Tasks,)

	def start(self, parent: Any) -> None:
		"""Send the ticks of this worker's queue that are cheap enough for every start."""
		app = parent.app
		for tick in BEAT_SCHEDULE:
			if tick.queue != app.conf.task_default_queue or not tick.is_cheap:
				continue
			try:
				app.send_task(tick.task, queue=tick.queue, expires=tick.lifetime, retry=False)
			except (OperationalError, OSError) as error:
				structlog.get_logger().warning("catch_up_lost", kind=type(error).__name__)
				return
