"""Words of the customers: who is behind a number, for lists of what other services keep."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from chasqui.contracts.customers.list_values import wrap_one
from chasqui.contracts.wire import Contract

MOST_NAMES = 200


class NameQuery(Contract):
	ids: Annotated[list[int], BeforeValidator(wrap_one), Field(min_length=1, max_length=MOST_NAMES)]


class CustomerName(Contract):
	"""Enough to recognise a customer; nothing here is worth copying."""

	id: int
	name: str
	masked_id: str


class CustomerNames(Contract):
	"""Of the numbers that were asked; one that is nobody's, or erased, is left out."""

	items: list[CustomerName]
