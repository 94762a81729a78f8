"""Lists of equipment."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.equipment_lists import (
	EquipmentFacetValue,
	EquipmentFilters,
	EquipmentQuery,
)
from chasqui.kernel.data.listings import Condition, Filters, Listing, contain_all, pick_columns
from customers.catalogue.models.item_type import ItemTypeRow
from customers.equipment.domain.keys import fold_code
from customers.equipment.models.equipment import EquipmentRow
from customers.people.domain.names import split_words
from customers.people.models.customer import CustomerRow
from customers.people.models.customer_advisor import CustomerAdvisorRow
from customers.people.repositories.name_words import match_words

ROW = EquipmentRow
SELECTED: Any = (
	select(ROW, CustomerRow.name, ItemTypeRow.name)
	.join(CustomerRow, CustomerRow.id == ROW.customer_id)
	.join(ItemTypeRow, ItemTypeRow.id == ROW.type_id)
)
FACET_TEXTS = {"type_id": ItemTypeRow.name}


@dataclass(frozen=True)
class ListedMachine:
	row: EquipmentRow
	customer_name: str
	type_name: str


class EquipmentListRepository:
	"""The equipment of the customers in the charge of an advisor, or (None) all."""

	def __init__(self, session: Session, advisor_id: int | None = None) -> None:
		self._session = session
		self._scope = ask_charge(ROW.customer_id, advisor_id)
		self._list = self._declare()

	def get(self, equipment_id: int) -> ListedMachine:
		"""Return one machine that there is, as lists show it, be it of whomever."""
		return ListedMachine(*self._session.execute(SELECTED.where(ROW.id == equipment_id)).one())

	def list_page(self, query: EquipmentQuery) -> tuple[list[ListedMachine], str | None]:
		return self._list.fetch_page(self._session, query, *self._scope)

	def count(self, filters: EquipmentFilters) -> int:
		"""Return how many match."""
		return self._list.count(self._session, filters, *self._scope)

	def count_by(self, filters: EquipmentFilters, name: str) -> list[EquipmentFacetValue]:
		"""Return how many have each value of a filter, as if it were not set."""
		text = FACET_TEXTS.get(name)
		found = self._list.count_by(self._session, filters, name, *self._scope, text=text)
		return [
			EquipmentFacetValue(value=value, text=text, equipment=machines)
			for value, text, machines in found
			if value != str(None)  # nowhere is no province
		]

	@staticmethod
	def _declare() -> Listing[ListedMachine]:
		return Listing(
			SELECTED,
			ROW.id,
			Filters(
				values={
					**pick_columns(
						ROW, "customer_id", "type_id", "brand", "state", "meter", "province",
						"canton", "is_ours",
					),
					"ids": ROW.id,
				},
				ranges={"year": ROW.year},
				rules=[_ask_text],
			),
			sorts={
				"added": ROW.id,
				"year": func.coalesce(ROW.year, 0),
				"meter": func.coalesce(ROW.meter_total, -1),
			},
			order="-added",
			make=ListedMachine,
		)  # fmt: skip


def ask_charge(customer_id: Any, advisor_id: int | None) -> list[Condition]:
	"""Return that a customer is in the charge of an advisor, if one is named."""
	if advisor_id is None:
		return []
	mine = select(CustomerAdvisorRow.customer_id).where(CustomerAdvisorRow.advisor_id == advisor_id)
	return [customer_id.in_(mine)]


def _ask_text(asked: EquipmentFilters) -> list[Condition]:
	words = split_words(asked.q or "")
	if not words:
		return []
	named = select(CustomerRow.id).where(match_words(words))
	found = [ROW.customer_id.in_(named), *_contain(words)]
	if code := fold_code(asked.q or ""):
		found.append(ROW.serial_key == code)
	return [or_(*found)]


def _contain(words: list[str]) -> list[Condition]:
	first, *rest = contain_all(ROW.search_key, words)
	for one in rest:
		first &= one
	return [first]
