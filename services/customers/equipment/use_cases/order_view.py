"""Turns the rows of a service order into what its contract shows."""

from collections.abc import Sequence

from chasqui.contracts.customers.parts import Part
from chasqui.contracts.customers.service_orders import (
	ServiceOrder,
	ServiceOrderPatch,
	ServiceOrderSummary,
	ServiceStep,
)
from chasqui.kernel.data.versions import write_version
from customers.equipment.models.service_order import ServicePartRow, ServiceStepRow
from customers.equipment.repositories.service_order_lists import ListedOrder

OTHER_NAMES = {"machine", "serial", "customer_name", "province"}
OWN_FIELDS = {"meter", "parts", "steps", "version"}


def view_summary(found: ListedOrder) -> ServiceOrderSummary:
	"""Return an order as lists show it."""
	names = ServiceOrderSummary.model_fields.keys() - OTHER_NAMES
	machine = found.machine
	return ServiceOrderSummary(
		**{name: getattr(found.row, name) for name in names},
		machine=f"{machine.brand} {machine.model}",
		serial=machine.serial,
		customer_name=found.customer_name,
		province=machine.province,
	)


def view_order(
	found: ListedOrder, parts: Sequence[ServicePartRow], steps: Sequence[ServiceStepRow]
) -> ServiceOrder:
	"""Return an order with all that is of it."""
	known = ServiceOrderSummary.model_fields.keys() | OWN_FIELDS
	names = ServiceOrder.model_fields.keys() - known
	order = ServiceOrder(
		**dict(view_summary(found)),
		**{name: getattr(found.row, name) for name in names},
		meter=found.machine.meter,
		parts=[Part.model_validate(part) for part in parts],
		steps=[ServiceStep.model_validate(step) for step in steps],
	)
	order.version = write_version(order, ServiceOrderPatch)
	return order
