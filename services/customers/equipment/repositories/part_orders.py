"""Orders of spare parts, one by one and in lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import String, case, cast, delete, func, or_, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.part_orders import PartOrderFilters, PartOrderQuery
from chasqui.contracts.customers.service_orders import OrderFacetValue
from chasqui.kernel.data.listings import Condition, Filters, Listing, contain_all, pick_columns
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from customers.equipment.models.equipment import EquipmentRow
from customers.equipment.models.part_order import (
	PartOrderLineRow,
	PartOrderRow,
	PartOrderStepRow,
)
from customers.equipment.repositories.equipment_lists import ask_charge, find_machines
from customers.people.models.customer import CustomerRow

ROW, LINE = PartOrderRow, PartOrderLineRow
NUMBER = re.compile(r"[1-9]\d{0,17}")
AFTER_ALL = date(9999, 12, 31)
"""Stands for the day of an order that has none yet, in an order of those days."""
LINES = select(func.count()).where(LINE.order_id == ROW.id).correlate(ROW).scalar_subquery()
FIRST = (
	select(LINE.name)
	.where(LINE.order_id == ROW.id, LINE.place == 1)
	.correlate(ROW)
	.scalar_subquery()
)
WHAT = func.concat(FIRST, case((LINES > 1, " +" + cast(LINES - 1, String)), else_=""))
MACHINE = func.concat(EquipmentRow.brand, " ", EquipmentRow.model)
SELECTED: Any = (
	select(ROW, MACHINE, WHAT, CustomerRow.name, CustomerRow.province)
	.join(CustomerRow, CustomerRow.id == ROW.customer_id)
	.outerjoin(EquipmentRow, EquipmentRow.id == ROW.equipment_id)
)


@dataclass(frozen=True)
class ListedPartOrder:
	row: PartOrderRow
	machine: str
	what: str
	customer_name: str
	province: str | None


class PartOrderRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def get(self, order_id: int, *, lock: bool = False) -> PartOrderRow:
		"""Return an order; locked, nobody else moves it on.

		:raises NotFound: there is no such order
		"""
		row = self._session.get(ROW, order_id, with_for_update=lock or None)
		if row is None:
			raise NotFound(say("No existe ese pedido."), code="no_order")
		return row

	def save(self, row: PartOrderRow) -> None:
		self._session.add(row)
		self._session.flush()

	def list_lines(self, order_id: int) -> Sequence[PartOrderLineRow]:
		query = select(LINE).where(LINE.order_id == order_id).order_by(LINE.place)
		return self._session.scalars(query).all()

	def replace_lines(self, order_id: int, rows: Sequence[PartOrderLineRow]) -> None:
		self._session.execute(delete(LINE).where(LINE.order_id == order_id))
		for row in rows:
			row.order_id = order_id
		self._session.add_all(rows)
		self._session.flush()

	def add_step(self, step: PartOrderStepRow) -> None:
		self._session.add(step)
		self._session.flush()

	def list_steps(self, order_id: int) -> Sequence[PartOrderStepRow]:
		"""Return what was done, the first first."""
		query = select(PartOrderStepRow).where(PartOrderStepRow.order_id == order_id)
		return self._session.scalars(query.order_by(PartOrderStepRow.id)).all()


class PartOrderListRepository:
	"""The orders of the customers in the charge of an advisor, or (None) all."""

	def __init__(self, session: Session, advisor_id: int | None = None) -> None:
		self._session = session
		self._scope = ask_charge(ROW.customer_id, advisor_id)

	def get(self, order_id: int) -> ListedPartOrder:
		"""Return one order that there is, as lists show it, be it of whomever."""
		return ListedPartOrder(*self._session.execute(SELECTED.where(ROW.id == order_id)).one())

	def list_page(self, query: PartOrderQuery) -> tuple[list[ListedPartOrder], str | None]:
		return ORDERS.fetch_page(self._session, query, *self._scope)

	def count(self, filters: PartOrderFilters) -> int:
		"""Return how many match."""
		return ORDERS.count(self._session, filters, *self._scope)

	def count_by(self, filters: PartOrderFilters, name: str) -> list[OrderFacetValue]:
		"""Return how many have each value of a filter, as if it were not set."""
		found = ORDERS.count_by(self._session, filters, name, *self._scope)
		return [
			OrderFacetValue(value=value, text=text, orders=orders)
			for value, text, orders in found
			if value != str(None)  # nowhere is no province
		]


def _ask_text(asked: PartOrderFilters) -> list[Condition]:
	text = (asked.q or "").strip()
	if not text:
		return []
	named = contain_all(func.lower(LINE.name), text.lower().split())
	found = [*find_machines(text, ROW.customer_id), ROW.id.in_(select(LINE.order_id).where(*named))]
	if NUMBER.fullmatch(text):
		found.append(ROW.id == int(text))
	return [or_(*found)]


def _ask_items(asked: PartOrderFilters) -> list[Condition]:
	if not asked.item_id:
		return []
	return [ROW.id.in_(select(LINE.order_id).where(LINE.item_id.in_(asked.item_id)))]


ORDERS: Listing[ListedPartOrder] = Listing(
	SELECTED,
	ROW.id,
	Filters(
		values={
			**pick_columns(ROW, "customer_id", "equipment_id", "state"),
			"ids": ROW.id,
			"province": CustomerRow.province,
		},
		ranges={"asked": ROW.asked_on, "expected": ROW.expected_on},
		rules=[_ask_text, _ask_items],
	),
	sorts={
		"asked": ROW.id,
		"expected": func.coalesce(ROW.expected_on, AFTER_ALL),
		"total": ROW.total,
	},
	order="-asked",
	make=ListedPartOrder,
)
