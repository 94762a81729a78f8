"""What customers have bought and use, as conditions that the indexes of sales answer."""

from sqlalchemy import (
	ColumnElement,
	Select,
	String,
	case,
	cast,
	exists,
	func,
	literal,
	or_,
	select,
)

from chasqui.contracts.customers.list_values import ServiceCount
from chasqui.contracts.customers.lists import CustomerFilters
from chasqui.contracts.customers.sales import SOLD
from chasqui.kernel.data.listings import Condition
from chasqui.kernel.data.pages import Column
from customers.catalogue.models.item import ItemRow
from customers.catalogue.models.subscription import SubscriptionRow
from customers.catalogue.repositories.users import uses_item
from customers.people.models.customer import CustomerRow
from customers.sales.models.sale import SaleRow
from customers.sales.models.sold_item import SoldItemRow

IS_SOLD = SaleRow.state.in_(SOLD)
LEFT = func.sum(SaleRow.net - SaleRow.returned_net)


def ask_purchases(asked: CustomerFilters) -> list[Condition]:
	"""Return what the filters ask of purchases."""
	return [*_ask_bought(asked), *_ask_spent(asked), *_ask_used(asked), *_ask_services(asked)]


def _ask_bought(asked: CustomerFilters) -> list[Condition]:
	found: list[Condition] = []
	if asked.bought_item:
		row = SoldItemRow
		buyers = select(row.customer_id).where(row.item_id.in_(asked.bought_item), row.units > 0)
		found.append(CustomerRow.id.in_(_ask_days(buyers, row.invoiced_on, asked)))
	elif asked.bought_from or asked.bought_to:
		buyers = select(SaleRow.customer_id).where(IS_SOLD)
		found.append(CustomerRow.id.in_(_ask_days(buyers, SaleRow.invoiced_on, asked)))
	if asked.not_bought_since is not None:
		since = SaleRow.invoiced_on >= asked.not_bought_since
		found.append(~exists().where(SaleRow.customer_id == CustomerRow.id, IS_SOLD, since))
	return found


def _ask_days(buyers: Select[int], day: Column, asked: CustomerFilters) -> Select[int]:
	if asked.bought_from is not None:
		buyers = buyers.where(day >= asked.bought_from)
	return buyers if asked.bought_to is None else buyers.where(day <= asked.bought_to)


def _ask_spent(asked: CustomerFilters) -> list[Condition]:
	spent = select(SaleRow.customer_id).where(IS_SOLD).group_by(SaleRow.customer_id)
	found: list[Condition] = []
	if asked.spent_from:  # from nothing on is everybody: whoever bought nothing spent nothing
		found.append(CustomerRow.id.in_(spent.having(asked.spent_from <= LEFT)))
	if asked.spent_to is not None:
		# «Not in» would be looked up one by one where so many do not fit into memory.
		more = spent.having(asked.spent_to < LEFT).subquery()
		found.append(~exists().where(more.c.customer_id == CustomerRow.id))
	return found


def _ask_used(asked: CustomerFilters) -> list[Condition]:
	if not asked.uses_item:
		return []
	users = select(SubscriptionRow.customer_id).join(ItemRow, uses_item())
	return [CustomerRow.id.in_(users.where(ItemRow.id.in_(asked.uses_item)))]


def name_service_count(count: ColumnElement[int]) -> ColumnElement[str]:
	"""Return how many services somebody uses as `ServiceCount` says it."""
	is_more = count > int(ServiceCount.FIVE)
	return case((is_more, literal(ServiceCount.MORE.value)), else_=cast(count, String))


def _ask_services(asked: CustomerFilters) -> list[Condition]:
	if not asked.services:
		return []
	row, count = SubscriptionRow, func.count()
	users = select(row.customer_id).where(row.ended_on.is_(None)).group_by(row.customer_id)
	chosen = name_service_count(count).in_(asked.services)
	found: list[Condition] = [CustomerRow.id.in_(users.having(chosen))]
	if ServiceCount.NONE in asked.services:
		is_own = row.customer_id == CustomerRow.id
		found.append(~exists().where(is_own, row.ended_on.is_(None)))
	return [or_(*found)]
