"""Counts the mails that the mailer has said were taken: a campaign at a time, and shortly."""

from campaigns.audiences.repositories.progress import ProgressRepository
from chasqui.kernel.data.database import Database


class MailCollector:
	"""Opens a transaction for some of a campaign's mails: an advisor who records a call waits for
	none longer than that.
	"""

	def __init__(self, database: Database) -> None:
		self._database = database

	def sweep(self) -> None:
		"""Count all that waits."""
		with self._database.open_session() as session:
			waiting = ProgressRepository(session).list_waiting()
		for campaign_id in waiting:
			while self._count_some(campaign_id):
				pass

	def _count_some(self, campaign_id: int) -> bool:
		with self._database.open_session() as session:
			return ProgressRepository(session).count_waiting(campaign_id)
