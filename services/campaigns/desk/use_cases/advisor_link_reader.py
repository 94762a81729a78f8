"""Finds whose customer somebody is: theirs to call, as this customer or as one merged with it."""

from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.desk.repositories.call_tasks import CallTaskRepository


class AdvisorLinkReader:
	def __init__(self, tasks: CallTaskRepository, merges: MergeRepository) -> None:
		self._tasks = tasks
		self._merges = merges

	def has_customer(self, staff_id: int, customer_id: int) -> bool:
		"""Return whether a customer is an advisor's to call in a campaign that has not ended."""
		return self._tasks.has_customer(staff_id, self._merges.list_person(customer_id))
