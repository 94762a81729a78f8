"""What the pages of equipment ask of other services."""

from datetime import timedelta
from typing import Any, TypeVar

from flask_babel import gettext

from chasqui.contracts.customers.catalogue import ItemNature
from chasqui.contracts.customers.equipment import Equipment, SoldMachine
from chasqui.contracts.customers.equipment_lists import EquipmentFilters, EquipmentQuery
from chasqui.contracts.customers.part_orders import (
	PartOrder,
	PartOrderQuery,
	PartOrderSummary,
)
from chasqui.contracts.customers.service_orders import (
	ServiceOrder,
	ServiceOrderQuery,
	ServiceOrderSummary,
)
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.contracts.endpoints.customers import equipment as equipment_api
from chasqui.contracts.endpoints.customers import part_orders as parts_api
from chasqui.contracts.endpoints.customers import service_orders as orders_api
from chasqui.kernel.clock import read_now
from portal.shell.labels.formats import format_date, read_zone
from portal.shell.labels.options import Option
from portal.shell.pages.parts import Part, load_part, remember
from portal.siblings import ask

EquipmentAsked = TypeVar("EquipmentAsked", bound=EquipmentFilters)
SOON_DAYS = 30
"""Within which what comes due is a reminder."""


@remember
def list_types() -> list[Option]:
	"""Return the types that machines are of: those of products in use, ``(id, name)``."""
	found = load_part(lambda: ask(catalogue_api.list_types).items).value or []
	return [
		(str(one.id), one.name)
		for one in found
		if one.nature is ItemNature.PRODUCT and not one.is_archived
	]


def name_type(value: str) -> str:
	"""Return what a type of machines is called by its number, or the number."""
	return dict(list_types()).get(value) or str(gettext("n.º %(id)s", id=value))


def load_machine(equipment_id: int) -> Equipment:
	"""Return a machine as it stands."""
	return ask(equipment_api.show_equipment, equipment_id=equipment_id)


@remember
def list_sold(customer_id: int) -> list[SoldMachine]:
	"""Return what a customer bought of which no machine is written down yet."""
	way = equipment_api.list_sold_machines
	return load_part(lambda: ask(way, customer_id=customer_id).items).value or []


def list_sold_options(customer_id: int, now: str | None = None) -> list[Option]:
	"""Return by which line of a sale a machine may have been sold; `now` is the one that it has."""
	found = [
		(
			one.ref,
			gettext(
				"%(name)s · venta n.º %(id)s del %(day)s",
				name=one.name,
				id=one.ref.partition("-")[0],
				day=format_date(one.sold_on),
			),
		)
		for one in list_sold(customer_id)
	]
	if now and now not in dict(found):
		found.insert(0, (now, gettext("Venta n.º %(id)s", id=now.partition("-")[0])))
	return found


def load_order(order_id: int) -> ServiceOrder:
	"""Return a service order as it stands."""
	return ask(orders_api.show_order, order_id=order_id)


def load_orders(most: int, **filters: Any) -> Part[list[ServiceOrderSummary]]:
	"""Return the latest orders of a machine or a customer, as a part of a page."""
	query = ServiceOrderQuery(limit=most, **filters)
	return load_part(lambda: ask(orders_api.list_orders, query=query).items)


def find_soon(query: EquipmentAsked) -> EquipmentAsked:
	"""Return a query of what is due; where no last day is asked, of the next month."""
	if query.due_to is not None or query.ids:
		return query
	today = read_now().astimezone(read_zone()).date()
	return query.model_copy(update={"due_to": today + timedelta(days=SOON_DAYS)})


def load_part_order(order_id: int) -> PartOrder:
	"""Return an order of spare parts as it stands."""
	return ask(parts_api.show_part_order, order_id=order_id)


def load_part_orders(most: int, **filters: Any) -> Part[list[PartOrderSummary]]:
	"""Return the latest orders of spare parts of a customer, as a part of a page."""
	query = PartOrderQuery(limit=most, **filters)
	return load_part(lambda: ask(parts_api.list_part_orders, query=query).items)


@remember
def list_machine_options(customer_id: int) -> list[Option]:
	"""Return a customer's machines to choose from: ``(id, brand, model and serial)``."""
	query = EquipmentQuery(customer_id=[customer_id], limit=200)
	found = load_part(lambda: ask(equipment_api.list_equipment, query=query).items).value or []
	return [(str(one.id), f"{one.brand} {one.model} {one.serial}".strip()) for one in found]
