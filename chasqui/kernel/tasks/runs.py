"""How a worker runs a task: a failure is one log line, and a database that is away is waited for.

A task that fails is tried again by the sweep that stands behind its row. Where only the database
was away, the sweep would fail as well, and the next is half a minute off; so the task waits.
"""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import structlog
from celery.signals import worker_shutting_down

from chasqui.kernel.data.database import is_database_away

WAIT_SECONDS = 0.5
PATIENCE_SECONDS = 30.0  # a sweep's period: by then the next one finds what is left to do
_stopping = threading.Event()


def guard_task(name: str, run: Callable[..., Any]) -> Callable[..., None]:
	"""Wrap what a task does so that nothing is raised and an outage of the database is borne.

	Tasks may be run twice as it is, for the broker gives a message again whose worker died.
	"""

	def run_task(**arguments: Any) -> None:
		structlog.contextvars.bind_contextvars(task=name)
		if _try_task(name, run, arguments):
			return
		structlog.get_logger().warning("task_waits_for_database", task=name)
		deadline = time.monotonic() + PATIENCE_SECONDS
		while time.monotonic() < deadline and not _stopping.wait(WAIT_SECONDS):
			if _try_task(name, run, arguments):
				return
		structlog.get_logger().warning("task_left_to_sweep", task=name)

	return run_task


def _try_task(name: str, run: Callable[..., Any], arguments: dict[str, Any]) -> bool:
	"""Return whether the task has had its turn: done, or failed for another reason."""
	try:
		run(**arguments)
	except Exception as error:
		if is_database_away(error):
			return False
		structlog.get_logger().exception("task_failed", task=name)
	return True


def run_all(steps: Iterable[Callable[[], object]]) -> None:
	"""Run what is looked after again and again: a step that fails does not stop the others.

	:raises Exception: the database is away, for all of them
	"""
	for step in steps:
		try:
			step()
		except Exception as error:
			if is_database_away(error):
				raise
			structlog.get_logger().exception(
				"sweep_failed", step=getattr(step, "__qualname__", repr(step))
			)


@worker_shutting_down.connect(weak=False)  # type: ignore[untyped-decorator]
def _stop_waiting(**_: Any) -> None:
	_stopping.set()
