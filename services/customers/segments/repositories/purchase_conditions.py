"""What customers have bought and use, as conditions that the indexes of sales answer."""

from sqlalchemy import Select, func, select

from chasqui.contracts.customers.lists import CustomerFilters
from chasqui.contracts.customers.sales import SOLD
from chasqui.kernel.data.listings import Condition
from customers.catalogue.models.item import ItemRow
from customers.catalogue.models.subscription import SubscriptionRow
from customers.catalogue.repositories.users import uses_item
from customers.people.models.customer import CustomerRow
from customers.sales.models.sale import SaleLineRow, SaleRow

IS_SOLD = SaleRow.state.in_(SOLD)
LEFT = func.sum(SaleRow.net - SaleRow.returned_net)


def ask_purchases(asked: CustomerFilters) -> list[Condition]:
	"""Return what the filters ask of purchases."""
	return [*_ask_bought(asked), *_ask_spent(asked), *_ask_used(asked)]


def _ask_bought(asked: CustomerFilters) -> list[Condition]:
	found: list[Condition] = []
	if asked.bought_item or asked.bought_from or asked.bought_to:
		found.append(CustomerRow.id.in_(_select_buyers(asked)))
	if asked.not_bought_since is not None:
		since = select(SaleRow.customer_id).where(
			IS_SOLD, SaleRow.invoiced_on >= asked.not_bought_since
		)
		found.append(CustomerRow.id.not_in(since))
	return found


def _select_buyers(asked: CustomerFilters) -> Select[int]:
	buyers = select(SaleRow.customer_id).where(IS_SOLD)
	if asked.bought_from is not None:
		buyers = buyers.where(SaleRow.invoiced_on >= asked.bought_from)
	if asked.bought_to is not None:
		buyers = buyers.where(SaleRow.invoiced_on <= asked.bought_to)
	if asked.bought_item:
		kept = SaleLineRow.returned < SaleLineRow.quantity
		buyers = buyers.join(SaleLineRow, SaleLineRow.sale_id == SaleRow.id).where(
			SaleLineRow.item_id.in_(asked.bought_item), kept
		)
	return buyers


def _ask_spent(asked: CustomerFilters) -> list[Condition]:
	spent = select(SaleRow.customer_id).where(IS_SOLD).group_by(SaleRow.customer_id)
	found: list[Condition] = []
	if asked.spent_from:  # from nothing on is everybody: whoever bought nothing spent nothing
		found.append(CustomerRow.id.in_(spent.having(asked.spent_from <= LEFT)))
	if asked.spent_to is not None:
		found.append(CustomerRow.id.not_in(spent.having(asked.spent_to < LEFT)))
	return found


def _ask_used(asked: CustomerFilters) -> list[Condition]:
	if not asked.uses_item:
		return []
	users = select(SubscriptionRow.customer_id).join(ItemRow, uses_item())
	return [CustomerRow.id.in_(users.where(ItemRow.id.in_(asked.uses_item)))]
