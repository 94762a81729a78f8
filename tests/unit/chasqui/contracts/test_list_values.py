"""Every filter of a list has a name."""

from chasqui.contracts.customers.list_values import FILTER_NAMES
from chasqui.contracts.customers.lists import CustomerFilters


def test_every_filter_is_named_in_the_order_of_the_contract() -> None:
	assert list(FILTER_NAMES) == list(CustomerFilters.model_fields)
