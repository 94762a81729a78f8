"""Follows what the mailer says of mails that servers took for a campaign (K19)."""

from campaigns.audiences.repositories.progress import ProgressRepository
from chasqui.contracts.event_payloads import MailsAccepted
from chasqui.contracts.events import Event


class AcceptedMailHandler:
	def __init__(self, progress: ProgressRepository) -> None:
		self._progress = progress

	def note(self, event: Event[MailsAccepted]) -> None:
		"""Keep it until it is counted; a repeated event is one."""
		self._progress.note_mails(event)
