"""What the worker does to bring mails in."""

from collections.abc import Callable, Mapping

from chasqui.contracts import queues
from mailer.receiving.wiring import ReceivingParts


def build_tasks(wiring: ReceivingParts) -> Mapping[str, Callable[..., None]]:
	def read_mailbox() -> None:
		if wiring.mailbox_worker is not None:
			wiring.mailbox_worker.fetch()

	return {queues.MAILER_READ_MAILBOX: read_mailbox}
