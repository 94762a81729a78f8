"""Adds the mails that servers took to the days of their campaigns, which say what they cost."""

from campaigns.finance.repositories.paid_mails import PaidMailRepository
from campaigns.finance.use_cases.activity_recorder import ActivityRecorder


class MailCostService:
	def __init__(self, mails: PaidMailRepository, activity: ActivityRecorder) -> None:
		self._mails = mails
		self._activity = activity

	def pay(self) -> None:
		"""Add all that is counted with its audience and not yet with its day, each once."""
		while taken := self._mails.take():
			for campaign_id, at, mails in sorted(taken):
				self._activity.add_mails(campaign_id, at, mails)
