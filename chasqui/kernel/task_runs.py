"""How a worker runs a task: a failure is one log line, and a database that is away is waited for.

A task that fails is tried again by the sweep that stands behind its row. Where only the database
was away, the sweep would fail as well, and the next is half a minute off; so the task waits.
"""

import threading
from collections.abc import Callable
from typing import Any

import structlog
from celery.signals import worker_shutting_down

from chasqui.kernel.db import is_database_away

# Together as long as a sweep's period: by then the next one finds what is left to do.
WAITS = (0.3, 0.5, 1.0, 1.0, 2.0, 2.0, 3.0, 5.0, 5.0, 10.0)
_stopping = threading.Event()


def guard_task(name: str, run: Callable[..., Any]) -> Callable[..., None]:
	"""Wrap what a task does so that nothing is raised and an outage of the database is borne.

	Tasks may be run twice as it is, for the broker gives a message again whose worker died.
	"""

	def run_task(**arguments: Any) -> None:
		structlog.contextvars.bind_contextvars(task=name)
		for wait in WAITS:
			if _try_task(name, run, arguments) or _stopping.wait(wait):
				return
		_try_task(name, run, arguments)

	return run_task


def _try_task(name: str, run: Callable[..., Any], arguments: dict[str, Any]) -> bool:
	"""Return whether the task has had its turn: done, or failed for another reason."""
	try:
		run(**arguments)
	except Exception as error:
		if is_database_away(error):
			structlog.get_logger().warning("task_lacks_database", task=name)
			return False
		structlog.get_logger().exception("task_failed", task=name)
	return True


@worker_shutting_down.connect(weak=False)  # type: ignore[untyped-decorator]
def _stop_waiting(**_: Any) -> None:
	_stopping.set()
