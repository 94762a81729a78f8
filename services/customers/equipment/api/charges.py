"""Whose equipment who asks may see."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from chasqui.contracts.access import Permission
from chasqui.kernel.security.access import read_principal
from customers.equipment.wiring import EquipmentParts


def read_charge(
	wiring: EquipmentParts, session: Session, customer_ids: Sequence[int] = ()
) -> int | None:
	"""Return None for who may see all equipment, else in whose charge the customers must be.

	Where one customer alone is asked for, whom an advisor has to call is theirs too.

	:raises NotFound: that one is not theirs
	"""
	who = read_principal()
	if Permission.EQUIPMENT_READ in who.permissions:
		return None
	if len(customer_ids) == 1:
		wiring.make_advisor_guard(session).admit(who, customer_ids[0])
		return None
	return int(who.subject.removeprefix("staff:"))
