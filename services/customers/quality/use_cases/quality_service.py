"""The inbox of faults in the data: what to look at, and what was looked at (R45)."""

from datetime import date

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
from customers.people.use_cases.customer_view import view_customer
from customers.quality.repositories.faults import MOST_COUNTED, WARNINGS, QualityRepository


class QualityService:
	def __init__(
		self, quality: QualityRepository, customers: CustomerRepository, *, today: date
	) -> None:
		self._quality = quality
		self._customers = customers
		self._today = today

	def count(self) -> list[QualityCount]:
		"""Return how many customers have each kind of fault."""
		counts = ((kind, self._quality.count(kind)) for kind in QualityKind)
		return [
			QualityCount(kind=kind, customers=min(n, MOST_COUNTED), is_more=n > MOST_COUNTED)
			for kind, n in counts
		]

	def list_page(self, query: QualityQuery) -> Page[Customer]:
		rows, cursor = self._quality.list_page(query)
		items = [view_customer(row, self._today) for row in rows]
		return Page[Customer](items=items, next_cursor=cursor)

	def dismiss(self, dismissal: QualityDismissal, actor: Actor) -> None:
		""":raises NotFound: there is no such customer"""
		self._customers.get(dismissal.customer_id)
		self._quality.dismiss(dismissal.customer_id, dismissal.kind, dismissal.note, actor.name)

	def note_wrong_number(self, event: Event[WrongNumber]) -> None:
		"""Warn of a phone that an advisor found to be somebody else's; a new one clears it."""
		found = self._customers.find(event.payload.customer_id)
		row = self._customers.find_standing(found) if found is not None else None
		warning = WARNINGS[QualityKind.WRONG_PHONE]
		phone = event.payload.phone
		is_same = row is not None and phone is not None and row.phone == phone
		if row is not None and is_same and warning not in row.warnings:
			row.warnings = [*row.warnings, warning]
		if row is not None and is_same:
			self._quality.delete(row.id, QualityKind.WRONG_PHONE)
