"""Erases a customer's part of campaigns and reports it: the receipt is an event of the feed."""

from campaigns.audiences.repositories.figures import AudienceFigureRepository
from campaigns.campaigns.use_cases.event_publisher import EventPublisher
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from campaigns.privacy.repositories.erasures import ErasureRepository
from campaigns.risk.domain.identities import IdentityHasher
from chasqui.contracts.access import Service
from chasqui.contracts.customers.known_person import KnownPerson
from chasqui.contracts.event_payloads import ErasureDone, ErasureRequested
from chasqui.contracts.events import Event
from chasqui.contracts.risk import Identification
from chasqui.kernel.personal.keys import PersonKeys, build_keys_of

REPORTED_AS = {"audience_member": "audience_members", "call": "calls"}


class Eraser:
	def __init__(
		self,
		erasures: ErasureRepository,
		tasks: CallTaskRepository,
		figures: AudienceFigureRepository,
		keys: IdentityHasher,
		events: EventPublisher,
	) -> None:
		self._erasures = erasures
		self._tasks = tasks
		self._figures = figures
		self._keys = keys
		self._events = events

	def erase(self, event: Event[ErasureRequested]) -> None:
		"""Empty what identifies the customer, and write the receipt."""
		customer_id, erasure_id = event.payload.customer_id, event.payload.erasure_id
		self._erasures.remember(customer_id, erasure_id)
		details = self._wipe(self._find_keys(customer_id, event.payload.person))
		payload = ErasureDone(
			customer_id=customer_id,
			erasure_id=erasure_id,
			service=Service.CAMPAIGNS,
			details=details,
		)
		self._events.publish(payload)

	def wipe_revived(self) -> None:
		"""Wipe customers again whom an audience of an older snapshot has brought back."""
		for customer_id in self._erasures.list_revived():
			self._wipe(build_keys_of(customer_id))

	def _find_keys(self, customer_id: int, person: KnownPerson | None) -> PersonKeys:
		"""Return by what the person is found here: looks at the risk hold our own digests."""
		known = person or KnownPerson()
		digests = [
			self._keys.make_key(Identification(**one.model_dump())) for one in known.identities
		]
		digests += map(self._keys.make_name_key, known.names)
		return build_keys_of(customer_id, known, digests)

	def _wipe(self, keys: PersonKeys) -> dict[str, int]:
		self._tasks.withdraw(keys.ids)
		wiped = self._erasures.wipe(keys)
		self._figures.count_again(keys.ids)
		return {name: wiped[table] for table, name in REPORTED_AS.items()}
