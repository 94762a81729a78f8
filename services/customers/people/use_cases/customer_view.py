"""A customer as the API answers it: with age, category and activity of today."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import TypeVar

from chasqui.contracts.customers.people import Category, Customer, CustomerPatch
from chasqui.contracts.masking import mask_identity, sees_identity
from chasqui.kernel.data.versions import write_version
from customers.people.domain.calendar import compute_age, find_category
from customers.people.models.customer import CustomerRow

# R1: active in the last 12 months.
ACTIVE_DAYS = 365
Shown = TypeVar("Shown", bound=Customer)
COPIED = tuple(name for name in Customer.model_fields if name in CustomerRow.__table__.columns)


def view_customer(row: CustomerRow, today: date) -> Customer:
	"""Return the contract of a customer."""
	last = row.last_contact_at
	customer = Customer.model_validate(
		{name: getattr(row, name) for name in COPIED}
		| {
			"age": compute_age(row.birth_date, today),
			"category": choose_category(row, today),
			"active": last is not None and last.date() >= today - timedelta(days=ACTIVE_DAYS),
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
