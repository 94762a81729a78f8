"""A customer as the API answers it: with age, category and activity of today."""

from collections.abc import Collection
from datetime import date
from typing import TypeVar

from chasqui.contracts.customers.people import Category, Customer, CustomerPatch
from chasqui.contracts.masking import mask_identity, sees_identity
from chasqui.kernel.data.versions import write_version
from customers.people.domain.calendar import compute_age, find_active_since, find_category
from customers.people.models.customer import CustomerRow

Shown = TypeVar("Shown", bound=Customer)
COPIED = tuple(name for name in Customer.model_fields if name in CustomerRow.__table__.columns)


class CustomerViewBuilder:
	"""Sees customers as of a day; `zone` is where days begin."""

	def __init__(self, *, today: date, zone: str) -> None:
		self._today = today
		self._active_since = find_active_since(today, zone)

	def build(self, row: CustomerRow) -> Customer:
		"""Return the contract of a customer."""
		last = row.last_contact_at
		customer = Customer.model_validate(
			{name: getattr(row, name) for name in COPIED}
			| {
				"age": compute_age(row.birth_date, self._today),
				"category": choose_category(row, self._today),
				"active": last is not None and last >= self._active_since,
			}
		)
		customer.version = write_version(customer, CustomerPatch)
		return customer


def hide_identity(customer: Shown, permissions: Collection[str]) -> Shown:
	"""Return a customer as somebody with these permissions sees it: masked, but for some."""
	if sees_identity(permissions):
		return customer
	return customer.model_copy(update={"id_number": mask_identity(customer.id_number)})


def choose_category(row: CustomerRow, today: date) -> Category:
	"""Return the category set by hand while it counts, else what registration says."""
	if row.category_override and row.category_until and row.category_until >= today:
		return Category(row.category_override)
	return find_category(row.registered_on, today)
