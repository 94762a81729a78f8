"""Lists of service orders."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.service_orders import (
	OrderFacetValue,
	ServiceOrderFilters,
	ServiceOrderQuery,
)
from chasqui.kernel.data.listings import Condition, Filters, Listing, pick_columns
from customers.equipment.models.equipment import EquipmentRow
from customers.equipment.models.service_order import ServiceOrderRow
from customers.equipment.repositories.equipment_lists import ask_charge, find_machines
from customers.people.models.customer import CustomerRow

ROW = ServiceOrderRow
NUMBER = re.compile(r"[1-9]\d{0,17}")
AFTER_ALL = date(9999, 12, 31)
"""Stands for the day of an order that has none yet, in an order of those days."""
SELECTED: Any = (
	select(ROW, EquipmentRow, CustomerRow.name)
	.join(EquipmentRow, EquipmentRow.id == ROW.equipment_id)
	.join(CustomerRow, CustomerRow.id == ROW.customer_id)
)


@dataclass(frozen=True)
class ListedOrder:
	row: ServiceOrderRow
	machine: EquipmentRow
	customer_name: str


class ServiceOrderListRepository:
	"""The orders of the customers in the charge of an advisor, or (None) all."""

	def __init__(self, session: Session, advisor_id: int | None = None) -> None:
		self._session = session
		self._scope = ask_charge(ROW.customer_id, advisor_id)

	def get(self, order_id: int) -> ListedOrder:
		"""Return one order that there is, as lists show it, be it of whomever."""
		return ListedOrder(*self._session.execute(SELECTED.where(ROW.id == order_id)).one())

	def list_page(self, query: ServiceOrderQuery) -> tuple[list[ListedOrder], str | None]:
		return ORDERS.fetch_page(self._session, query, *self._scope)

	def count(self, filters: ServiceOrderFilters) -> int:
		"""Return how many match."""
		return ORDERS.count(self._session, filters, *self._scope)

	def count_by(self, filters: ServiceOrderFilters, name: str) -> list[OrderFacetValue]:
		"""Return how many have each value of a filter, as if it were not set."""
		found = ORDERS.count_by(self._session, filters, name, *self._scope)
		return [
			OrderFacetValue(value=value, text=text, orders=orders)
			for value, text, orders in found
			if value  # nobody yet is no technician
		]

	def list_ids(self, filters: ServiceOrderFilters, most: int) -> list[int]:
		"""Return the ids of the orders that match, at most so many and one, the first first."""
		query = SELECTED.with_only_columns(ROW.id).where(*ORDERS.filters.build(filters))
		return list(self._session.scalars(query.order_by(ROW.id).limit(most + 1)))


def _ask_text(asked: ServiceOrderFilters) -> list[Condition]:
	text = (asked.q or "").strip()
	if not text:
		return []
	found = find_machines(text, ROW.customer_id)
	if NUMBER.fullmatch(text):
		found.append(ROW.id == int(text))
	return [or_(*found)] if found else []


ORDERS: Listing[ListedOrder] = Listing(
	SELECTED,
	ROW.id,
	Filters(
		values={
			**pick_columns(ROW, "customer_id", "equipment_id", "state", "kind", "technician"),
			"ids": ROW.id,
			"province": EquipmentRow.province,
		},
		ranges={"asked": ROW.asked_on, "planned": ROW.planned_on, "done": ROW.done_on},
		rules=[_ask_text],
	),
	sorts={
		"asked": ROW.id,
		"planned": func.coalesce(ROW.planned_on, AFTER_ALL),
		"cost": ROW.cost,
	},
	order="-asked",
	make=ListedOrder,
)
