"""Lists of equipment."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select
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
from customers.equipment.repositories.orders_of_machines import count_open
from customers.people.domain.names import split_words
from customers.people.models.customer import CustomerRow
from customers.people.models.customer_advisor import CustomerAdvisorRow
from customers.people.repositories.name_words import match_words

ROW = EquipmentRow
SELECTED: Any = (
	select(ROW, CustomerRow.name, ItemTypeRow.name, count_open())
	.join(CustomerRow, CustomerRow.id == ROW.customer_id)
	.join(ItemTypeRow, ItemTypeRow.id == ROW.type_id)
)
AFTER_ALL = date(9999, 12, 31)
"""Stands for the day of a service that is never due, in an order of those days."""
FACET_TEXTS = {"type_id": ItemTypeRow.name}


@dataclass(frozen=True)
class ListedMachine:
	row: EquipmentRow
	customer_name: str
	type_name: str
	open_orders: int


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

	def list_ids(self, filters: EquipmentFilters, most: int) -> list[int]:
		"""Return the ids of the machines that match, at most so many and one, the first first."""
		asked = self._list.filters.build(filters)
		query = SELECTED.with_only_columns(ROW.id).where(*asked)
		return list(self._session.scalars(query.order_by(ROW.id).limit(most + 1)))

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
				ranges={"year": ROW.year, "due": ROW.due_on},
				rules=[_ask_text, _ask_orders],
			),
			sorts={
				"added": ROW.id,
				"year": func.coalesce(ROW.year, 0),
				"meter": func.coalesce(ROW.meter_total, -1),
				"due": func.coalesce(ROW.due_on, AFTER_ALL),
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


def find_machines(text: str, customer_id: Any) -> list[Condition]:
	"""Return by what a text finds machines: customer, brand and model, the whole serial."""
	found: list[Condition] = []
	if words := split_words(text):
		named = select(CustomerRow.id).where(match_words(words))
		found += [customer_id.in_(named), and_(*contain_all(ROW.search_key, words))]
	if code := fold_code(text):
		found.append(ROW.serial_key == code)
	return found


def _ask_text(asked: EquipmentFilters) -> list[Condition]:
	found = find_machines(asked.q or "", ROW.customer_id)
	return [or_(*found)] if found else []


def _ask_orders(asked: EquipmentFilters) -> list[Condition]:
	if asked.is_ordered is None:
		return []
	return [count_open() > 0 if asked.is_ordered else count_open() == 0]
