"""The inbox of faults in the data: what to look at, and what was looked at (R45)."""

from chasqui.contracts.customers.people import Customer
from chasqui.contracts.customers.quality import (
	QualityCount,
	QualityDismissal,
	QualityKind,
	QualityQuery,
)
from chasqui.contracts.event_payloads import WrongNumber
from chasqui.contracts.events import Event
from chasqui.contracts.wire import Page
from customers.audit.domain import Actor
from customers.people.repositories.customers import CustomerRepository
from customers.people.repositories.profiles import ProfileRepository
from customers.people.use_cases.contact_publisher import ContactPublisher
from customers.people.use_cases.customer_view import CustomerViewBuilder
from customers.quality.repositories.faults import MOST_COUNTED, WARNINGS, QualityRepository


class QualityService:
	def __init__(
		self,
		quality: QualityRepository,
		customers: CustomerRepository,
		profiles: ProfileRepository,
		publisher: ContactPublisher,
		views: CustomerViewBuilder,
	) -> None:
		self._quality = quality
		self._customers = customers
		self._profiles = profiles
		self._publisher = publisher
		self._views = views

	def count(self) -> list[QualityCount]:
		"""Return how many customers have each kind of fault."""
		counts = ((kind, self._quality.count(kind)) for kind in QualityKind)
		return [
			QualityCount(kind=kind, customers=min(n, MOST_COUNTED), is_more=n > MOST_COUNTED)
			for kind, n in counts
		]

	def list_page(self, query: QualityQuery) -> Page[Customer]:
		rows, cursor = self._quality.list_page(query)
		items = [self._views.build(row) for row in rows]
		return Page[Customer](items=items, next_cursor=cursor)

	def dismiss(self, dismissal: QualityDismissal, actor: Actor) -> None:
		""":raises NotFound: there is no such customer"""
		self._customers.get(dismissal.customer_id)
		self._quality.dismiss(dismissal.customer_id, dismissal.kind, dismissal.note, actor.name)

	def note_wrong_number(self, event: Event[WrongNumber]) -> None:
		"""Put the next phone in the place of one that an advisor found to be somebody else's.

		Where there is none, warn of it; a new one clears the warning. A wrong one stays known as a
		former one, as any phone that was changed.
		"""
		found = self._customers.find(event.payload.customer_id)
		row = self._customers.find_standing(found) if found is not None else None
		wrong = event.payload.phone
		if row is None or wrong is None or row.phone != wrong:
			return
		self._quality.delete(row.id, QualityKind.WRONG_PHONE)
		following = self._profiles.take_next_phone(row.id, wrong)
		warning = WARNINGS[QualityKind.WRONG_PHONE]
		if following is not None:
			row.phone = following
			row.warnings = [one for one in row.warnings if one != warning]
			self._publisher.publish_contact(row, row.email, wrong)
		elif warning not in row.warnings:
			row.warnings = [*row.warnings, warning]
