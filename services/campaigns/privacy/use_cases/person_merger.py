"""Follows merges at customers: one person is contacted once, and nothing of it is lost.

Audience members stay as they are, for membership never changes; who of them may be contacted
does. Where an audience holds the person as one customer only, that one goes on standing for it,
with the kept record's contact and permissions. What is changed in a call is written down, so that
an undoing gives it back.
"""

from collections.abc import Iterable, Sequence

from campaigns.answers.repositories import MailAnswerRepository
from campaigns.contacts.repositories.contacts import WITHDRAWN, ContactRepository
from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.desk.repositories.call_merges import CallMergeRepository
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from campaigns.overlaps.repositories.pairs import OverlapRepository
from campaigns.pressure.repositories import ContactDayRepository
from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.event_payloads import CustomersMerged, CustomersUnmerged
from chasqui.contracts.events import Event

MERGED, PENDING, WITHDRAWN_CALL = "merged", "pending", "withdrawn"
OPEN = (PENDING, "leased")


class PersonMerger:
	def __init__(
		self,
		merges: MergeRepository,
		contacts: ContactRepository,
		tasks: CallTaskRepository,
		call_merges: CallMergeRepository,
		overlaps: OverlapRepository,
		contact_days: ContactDayRepository,
		answers: MailAnswerRepository,
	) -> None:
		self._merges = merges
		self._tasks = tasks
		self._call_merges = call_merges
		self._contacts = contacts
		self._overlaps = overlaps
		self._contact_days = contact_days
		self._answers = answers

	def join(self, event: Event[CustomersMerged]) -> None:
		"""Make two customers one person, reached as the event says."""
		payload = event.payload
		self._merges.remember(payload.kept_id, payload.merged_id)
		person = self._merges.list_person(payload.kept_id)
		self._contacts.set_contact(person, payload.email, payload.phone)
		answers = {
			ConsentChannel.EMAIL: payload.may_email, ConsentChannel.PHONE: payload.may_phone,
		}  # fmt: skip
		for channel, may in answers.items():
			if may:  # what customers withdrew of either record holds no more
				self._contacts.lift_objection(person, channel, WITHDRAWN)
			self._permit(person, channel, may=may)
		if not payload.may_phone:
			self._withdraw(person, payload)
		self._merge(person)
		self._overlaps.mark_stale(person)
		self._contact_days.share(person)
		self._answers.share(person)

	def part(self, event: Event[CustomersUnmerged]) -> None:
		"""Make them two again, each reached and called as it was by itself."""
		payload = event.payload
		self._merges.delete(payload.merged_id)
		apart = self._merges.list_person(payload.merged_id)
		others = self._merges.list_person(payload.kept_id)
		for person, one in ((others, payload.kept_id), (apart, payload.merged_id)):
			for channel in ConsentChannel:
				if one in payload.reached_by:
					self._permit(person, channel, may=channel in payload.reached_by[one])
		self._call_merges.take_back(apart, others)
		self._tasks.restore_merged(apart)
		for person in (others, apart):
			self._merge(person)
			self._overlaps.mark_stale(person)

	def merge_all(self) -> None:
		"""Merge what came later: an audience of an older snapshot, a call that ended since."""
		for customer_id in self._merges.list_standing():
			self._merge(self._merges.list_person(customer_id))

	def _permit(self, person: Sequence[int], channel: ConsentChannel, *, may: bool) -> None:
		granted = may and not self._contacts.has_objection(person, channel)
		self._contacts.set_permission(person, channel, granted=granted)

	def _withdraw(self, person: Sequence[int], payload: CustomersMerged) -> None:
		"""Call nobody who is not to be called: one record's no is the person's."""
		for task in self._tasks.list_everywhere(person):
			if task.state in OPEN:
				self._call_merges.change(
					task, payload.merged_id, payload.kept_id, state=WITHDRAWN_CALL
				)

	def _merge(self, person: list[int]) -> None:
		self._merges.suppress_duplicates(person)
		places = self._merges.find_places(person)
		tasks = self._tasks.list_everywhere(person)
		for task in tasks:
			standing = places.get(task.audience_id, task.customer_id)
			if task.state == PENDING and task.customer_id != standing:
				self._merge_task(task, standing, tasks)

	def _merge_task(self, task: CallTaskRow, standing: int, tasks: Iterable[CallTaskRow]) -> None:
		"""Have the person called as `standing`; a callback that was promised is kept."""
		twins = (
			one
			for one in tasks
			if one.campaign_id == task.campaign_id and one.customer_id == standing
		)
		twin, own = next(twins, None), task.customer_id
		if twin is None:
			self._call_merges.change(task, own, standing, customer_id=standing)
			return
		self._call_merges.change(task, own, standing, state=MERGED)
		if task.is_callback and twin.state == PENDING and not twin.is_callback:
			names = ("advisor_id", "is_anybodys", "next_attempt_at")
			promised = {name: getattr(task, name) for name in names}
			self._call_merges.change(twin, own, standing, is_callback=True, **promised)
