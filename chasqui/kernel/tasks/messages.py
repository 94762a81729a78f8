"""Nudges on the broker. A lost nudge costs seconds, not work: polls and sweeps stand behind."""

from dataclasses import dataclass
from typing import Any

import structlog
from celery import Celery
from kombu.exceptions import OperationalError
from sqlalchemy.orm import Session

from chasqui.kernel.data.transactions import call_after_commit
from chasqui.kernel.tasks.broker import use_our_transport

BROKER_TIMEOUT_SECONDS = 3


@dataclass(frozen=True)
class _Message:
	"""What is sent to a queue; equal ones say the same."""

	publisher: "Publisher"
	task: str
	queue: str
	arguments: dict[str, Any]

	def __call__(self) -> None:
		self.publisher.publish(self.task, self.queue, **self.arguments)


class Publisher:
	"""Sends task messages by name, from a web process or a worker."""

	def __init__(self, broker_url: str, *, prefix: str = "") -> None:
		self._app = Celery("publisher", broker=broker_url)
		self._app.conf.update(build_transport_settings(prefix))

	def publish(self, task: str, queue: str, **arguments: Any) -> bool:
		"""Send a message now; return False where the broker does not take it."""
		try:
			self._app.send_task(task, kwargs=arguments, queue=queue, retry=False)
		except (OperationalError, OSError) as error:
			structlog.get_logger().warning("nudge_lost", task=task, kind=type(error).__name__)
			return False
		return True

	def publish_after_commit(
		self, session: Session, task: str, queue: str, **arguments: Any
	) -> None:
		"""Send a message once the session's transaction is durable; the same message once."""
		call_after_commit(session, _Message(self, task, queue, arguments))


def build_transport_settings(prefix: str) -> dict[str, Any]:
	"""Return Celery settings that sender and worker must share."""
	use_our_transport()
	return {
		"broker_transport_options": {
			"global_keyprefix": prefix,
			"socket_timeout": BROKER_TIMEOUT_SECONDS + 27,
			"socket_connect_timeout": BROKER_TIMEOUT_SECONDS,
			"visibility_timeout": 3600,
		},
		"broker_connection_timeout": BROKER_TIMEOUT_SECONDS,
		"broker_connection_retry_on_startup": True,
		"task_serializer": "json",
		"accept_content": ["json"],
		"task_ignore_result": True,
		"worker_send_task_events": False,
	}
