"""What is declared of a criterion fits the contracts that it speaks of."""

import pytest

from chasqui.contracts.customers.lists import CustomerFilters
from customers.segments.domain.criterion import Criterion
from customers.segments.domain.declared import CRITERIA


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda one: one.words.label)
def test_each_filter_that_says_the_same_exists(criterion: Criterion) -> None:
	assert len(criterion.filters) in (0, len(criterion.fields))
	assert set(criterion.filters) <= set(CustomerFilters.model_fields)
