"""What the worker does to fill and send runs, and single mails."""

from collections.abc import Callable, Mapping

from chasqui.contracts import queues
from mailer.sending.wiring import SendingParts


def build_tasks(wiring: SendingParts) -> Mapping[str, Callable[..., None]]:
	def fill_run(*, run_id: int) -> None:
		wiring.run_fill_worker.fill(run_id)

	def send_run(*, run_id: int) -> None:
		if wiring.run_sender.send(run_id):  # at the end of the queue: other runs have their turn
			wiring.publisher.publish(queues.MAILER_SEND_RUN, queues.MAILER_QUEUE, run_id=run_id)

	def send_service_mails() -> None:
		if wiring.service_mail_sender.send():
			wiring.publisher.publish(queues.MAILER_SEND_SERVICE, queues.MAILER_QUEUE)

	return {
		queues.MAILER_FILL_RUN: fill_run,
		queues.MAILER_SEND_RUN: send_run,
		queues.MAILER_SEND_SERVICE: send_service_mails,
	}


def build_sweeps(wiring: SendingParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""
	return [wiring.sweeper.sweep]
