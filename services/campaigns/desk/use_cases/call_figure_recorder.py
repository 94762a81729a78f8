"""Keeps what calls add up to, in the transaction of the call (K19)."""

from campaigns.audiences.repositories.progress import ProgressRepository
from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.desk.repositories.call_figures import CallFigureRepository


class CallFigureRecorder:
	def __init__(self, figures: CallFigureRepository, progress: ProgressRepository) -> None:
		self._figures = figures
		self._progress = progress

	def record(self, task: CallTaskRow, call: CallRow) -> None:
		"""Count a call, and how far the campaign came with whom it was made to.

		It comes last in its transaction: the counts are what many calls at once write.
		"""
		self._figures.add(call)
		self._follow_member(task, call)

	def correct(self, task: CallTaskRow, call: CallRow, was: str) -> None:
		"""Count a call as what it is, that was counted as of another result."""
		self._figures.remove(call, was)
		self.record(task, call)

	def _follow_member(self, task: CallTaskRow, call: CallRow) -> None:
		done = self._figures.sum_member(call.campaign_id, call.customer_id)
		self._progress.set_calls(task.audience_id, call.customer_id, done)
