"""The Celery app: ``python -m mailer.app.worker``."""

from typing import Any

from celery import Celery
from celery.signals import worker_shutting_down

from chasqui.contracts.access import Service
from chasqui.kernel.tasks.worker import build_worker, run_worker
from mailer.app.tasks import build_tasks
from mailer.app.wiring import Wiring
from mailer.config import MailerConfig


def create_worker() -> Celery:
	"""Return the worker of the mailer; asked to end, it stops sending after the round."""
	config = MailerConfig()
	wiring = Wiring(config)

	@worker_shutting_down.connect(weak=False)  # type: ignore[untyped-decorator]
	def stop_sending(**_: Any) -> None:
		wiring.stop_sending()

	return build_worker(Service.MAILER, config, build_tasks(wiring))


if __name__ == "__main__":
	run_worker(create_worker())
