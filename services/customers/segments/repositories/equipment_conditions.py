"""What machines customers have, as conditions that the indexes of equipment answer."""

from datetime import date, timedelta

from sqlalchemy import func, select

from chasqui.contracts.customers.equipment import EquipmentState
from chasqui.contracts.customers.lists import CustomerFilters
from chasqui.kernel.data.listings import Condition
from customers.equipment.models.equipment import EquipmentRow
from customers.people.models.customer import CustomerRow

ROW = EquipmentRow


def ask_equipment(asked: CustomerFilters, today: date) -> list[Condition]:
	"""Return what the filters ask of equipment: all of it of one machine, which is still there."""
	found: list[Condition] = []
	if asked.equipment_type:
		found.append(ROW.type_id.in_(asked.equipment_type))
	if asked.equipment_brand:
		found.append(func.lower(ROW.brand).in_([one.lower() for one in asked.equipment_brand]))
	if asked.equipment_years is not None:
		found.append(today.year - asked.equipment_years > ROW.year)
	if asked.service_days is not None:
		found.append(today + timedelta(days=asked.service_days) >= ROW.due_on)
	if not found:
		return []
	owners = select(ROW.customer_id).where(ROW.state != EquipmentState.GONE, *found)
	return [CustomerRow.id.in_(owners)]
