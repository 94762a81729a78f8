"""What the filters of a list take, and what they are called."""

import pytest

from chasqui.contracts.customers.list_values import FILTER_NAMES, split_lines
from chasqui.contracts.customers.lists import CustomerFilters


def test_every_filter_is_named_in_the_order_of_the_contract() -> None:
	assert list(FILTER_NAMES) == list(CustomerFilters.model_fields)


@pytest.mark.parametrize(
	("typed", "lines"),
	[
		("VIP\r\n feria 2026 ", ["VIP", "feria 2026"]),
		(["VIP", "\n  \n\t\n"], ["VIP"]),
		("   ", []),
		([7, "a"], [7, "a"]),
		({"no": "text"}, [{"no": "text"}]),
	],
)
def test_an_area_is_read_line_by_line_without_the_blank_ones(
	typed: object, lines: list[object]
) -> None:
	assert split_lines(typed) == lines
