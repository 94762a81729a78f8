"""Which machines have service orders that are not closed yet."""

from typing import Any

from sqlalchemy import func, select

from chasqui.contracts.customers.service_orders import OPEN
from customers.equipment.models.equipment import EquipmentRow
from customers.equipment.models.service_order import ServiceOrderRow

ORDER = ServiceOrderRow


def count_open() -> Any:
	"""Return how many a machine has, as a subquery of a query of machines."""
	mine = ORDER.equipment_id == EquipmentRow.id, ORDER.state.in_(OPEN)
	return select(func.count()).where(*mine).correlate(EquipmentRow).scalar_subquery()
