"""Who uses what the catalogue has."""

from sqlalchemy import ColumnElement, and_, func, or_

from customers.catalogue.models.item import ItemRow
from customers.catalogue.models.subscription import SubscriptionRow


def uses_item() -> ColumnElement[bool]:
	"""Return whether a subscription is of an item, and goes on.

	What a file noted of a service that the catalogue had not yet is its own by name.
	"""
	row = SubscriptionRow
	named = and_(row.item_id.is_(None), func.lower(row.name) == func.lower(ItemRow.name))
	return and_(or_(row.item_id == ItemRow.id, named), row.ended_on.is_(None))
