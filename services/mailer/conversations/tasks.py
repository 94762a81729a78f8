"""What the worker does with mails that came."""

from collections.abc import Callable, Mapping

from chasqui.contracts import queues
from mailer.conversations.wiring import ConversationParts


def build_tasks(wiring: ConversationParts) -> Mapping[str, Callable[..., None]]:
	def file_received() -> None:
		wiring.filing_worker.file_all()

	return {queues.MAILER_FILE_RECEIVED: file_received}


def build_sweeps(wiring: ConversationParts) -> list[Callable[[], object]]:
	"""Return what files what a lost message left, and what is due again."""
	return [wiring.filing_worker.file_all]
