"""Follows merges at customers: one person is contacted once, and nothing of it is lost.

Audience members stay as they are, for membership never changes; who of them may be contacted
does. Where an audience holds the person as one customer only, that one goes on standing for it,
with the kept record's contact and permissions.
"""

from collections.abc import Iterable

from campaigns.contacts.repositories.contacts import WITHDRAWN, ContactRepository
from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.desk.models.call_task import CallTask
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from chasqui.contracts.customers import ConsentChannel
from chasqui.contracts.event_payloads import CustomersMerged, CustomersUnmerged
from chasqui.contracts.events import Event

MERGED, PENDING = "merged", "pending"


class PersonJoiner:
	def __init__(
		self, merges: MergeRepository, contacts: ContactRepository, tasks: CallTaskRepository
	) -> None:
		self._merges = merges
		self._tasks = tasks
		self._contacts = contacts

	def join(self, event: Event[CustomersMerged]) -> None:
		"""Make two customers one person, reached as the event says."""
		told = event.payload
		self._merges.remember(told.kept_id, told.merged_id)
		person = self._merges.list_person(told.kept_id)
		self._contacts.set_contact(person, told.email, told.phone)
		answers = {
			ConsentChannel.EMAIL: told.may_email, ConsentChannel.PHONE: told.may_phone,
		}  # fmt: skip
		for channel, may in answers.items():
			if may:  # what customers withdrew of either record holds no more
				self._contacts.lift_objection(person, channel, WITHDRAWN)
			granted = may and not self._contacts.has_objection(person, channel)
			self._contacts.set_permission(person, channel, granted=granted)
		self._fold(person)

	def part(self, event: Event[CustomersUnmerged]) -> None:
		"""Make them two again; how the merged one is reached is told by events that follow."""
		self._merges.forget(event.payload.merged_id)
		self._tasks.restore_merged(event.payload.merged_id)

	def fold_all(self) -> None:
		"""Fold what came later: an audience of an older snapshot, a call that ended since."""
		for customer_id in self._merges.list_standing():
			self._fold(self._merges.list_person(customer_id))

	def _fold(self, person: list[int]) -> None:
		self._merges.hush_doubles(person)
		places = self._merges.find_places(person)
		tasks = self._tasks.list_everywhere(person)
		for task in tasks:
			standing = places.get(task.audience_id, task.customer_id)
			if task.state == PENDING and task.customer_id != standing:
				_fold_task(task, standing, tasks)


def _fold_task(task: CallTask, standing: int, tasks: Iterable[CallTask]) -> None:
	"""Have the person called as `standing`; a callback that was promised is kept."""
	twins = (
		one for one in tasks if one.campaign_id == task.campaign_id and one.customer_id == standing
	)
	twin = next(twins, None)
	if twin is None:
		task.customer_id = standing
		return
	task.state = MERGED
	if task.is_callback and twin.state == PENDING and not twin.is_callback:
		twin.advisor_id, twin.is_callback = task.advisor_id, True
		twin.next_attempt_at = task.next_attempt_at
