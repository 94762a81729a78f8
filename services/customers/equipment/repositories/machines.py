"""Machines one by one, with what their meters said."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, literal, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from chasqui.contracts.customers.equipment import MOST_READINGS
from chasqui.kernel.errors import Conflict, FieldError, NotFound
from chasqui.kernel.texts.text import say
from customers.equipment.domain.readings import HOURS_A_DAY, LastReading
from customers.equipment.models.equipment import EquipmentReadingRow, EquipmentRow

BEFORE_FIRST = literal(date(1, 1, 1))
READING = EquipmentReadingRow


class MachineRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def get(self, equipment_id: int, *, lock: bool = False) -> EquipmentRow:
		"""Return a machine; locked, nobody else reads its meter or changes it meanwhile.

		:raises NotFound: there is no such machine
		"""
		row = self._session.get(EquipmentRow, equipment_id, with_for_update=lock or None)
		if row is None:
			raise NotFound(say("No existe ese equipo."), code="no_equipment")
		return row

	def find(self, equipment_id: int) -> EquipmentRow | None:
		return self._session.get(EquipmentRow, equipment_id)

	def save(self, row: EquipmentRow) -> None:
		""":raises Conflict: another machine of that brand has the serial, be it of whomever"""
		try:
			with self._session.begin_nested():
				self._session.add(row)
				self._session.flush()
		except IntegrityError as error:
			if "uq_equipment_brand_key_serial_key" not in str(error):
				raise
			message = say("Otro equipo de esa marca ya lleva esa serie.")
			fields = [FieldError("serial", message, "serial_taken")]
			raise Conflict(message, code="serial_taken", fields=fields) from error

	def add_reading(self, row: EquipmentReadingRow) -> None:
		self._session.add(row)
		self._session.flush()

	def get_reading(self, equipment_id: int, reading_id: int) -> EquipmentReadingRow:
		""":raises NotFound: the machine has no such reading"""
		row = self._session.get(READING, reading_id)
		if row is None or row.equipment_id != equipment_id:
			raise NotFound(say("No existe esa lectura."), code="no_reading")
		return row

	def list_readings(
		self, equipment_id: int, most: int = MOST_READINGS
	) -> Sequence[EquipmentReadingRow]:
		"""Return what the meter said, mistakes too, the latest first."""
		query = select(READING).where(READING.equipment_id == equipment_id)
		return self._session.scalars(query.order_by(READING.id.desc()).limit(most)).all()

	def has_readings(self, equipment_id: int) -> bool:
		return bool(self.list_readings(equipment_id, most=1))

	def find_last(self, equipment_id: int) -> EquipmentReadingRow | None:
		"""Return the last reading that counts."""
		query = _select_counted(equipment_id).order_by(READING.id.desc())
		found: EquipmentReadingRow | None = self._session.scalar(query.limit(1))
		return found

	def list_counted(self, equipment_id: int) -> Sequence[EquipmentReadingRow]:
		"""Return the readings that count, the first first."""
		query = _select_counted(equipment_id).order_by(READING.id)
		found: Sequence[EquipmentReadingRow] = self._session.scalars(query).all()
		return found

	def find_limits(self, equipment_id: int) -> LastReading | None:
		"""Return the last reading that counts, with what those before allow."""
		last = self.find_last(equipment_id)
		if last is None:
			return None
		ordinal = READING.read_on - BEFORE_FIRST + 1
		highest = func.min(READING.total - HOURS_A_DAY * (ordinal - 1))
		ceiling = self._session.scalar(_select_counted(equipment_id).with_only_columns(highest))
		return LastReading(last.read_on, last.value, last.before, ceiling or last.total)


def _select_counted(equipment_id: int) -> Any:
	return select(READING).where(READING.equipment_id == equipment_id, READING.voided_by.is_(None))
