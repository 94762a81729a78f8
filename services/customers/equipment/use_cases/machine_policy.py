"""What may be written of a machine: its type, its codes, its year, the line by which we sold it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chasqui.contracts.customers.catalogue import ItemNature
from chasqui.contracts.customers.equipment import LATEST_YEAR
from chasqui.kernel.errors import FieldError
from chasqui.kernel.texts.text import Text, say
from customers.catalogue.repositories.item_types import ItemTypeRepository
from customers.equipment.domain.keys import fold_code
from customers.equipment.models.equipment import EquipmentRow
from customers.equipment.repositories.sold_machines import SoldMachineRepository
from customers.people.domain.places import check_place
from customers.people.use_cases.refusals import RefusalCollector

LONGEST_MODEL_KEY = 80
NEEDED = ("type_id", "brand", "model", "meter", "state")


class MachinePolicy:
	def __init__(
		self, types: ItemTypeRepository, sold: SoldMachineRepository, *, today: date
	) -> None:
		self._types = types
		self._sold = sold
		self._today = today

	def check(self, row: EquipmentRow, given: Mapping[str, Any]) -> None:
		"""
		:raises Invalid: with all that is wrong with the values that are given, each at its field
		"""
		problems = RefusalCollector(say("Revise los datos del equipo."))
		for name in NEEDED:
			if name in given and given[name] is None:
				problems.add(FieldError(name, say("Escriba un valor."), "required"))
		for name, fault in (
			("type_id", self._check_type), ("brand", check_code), ("model", check_code),
			("serial", check_serial), ("year", self._check_year),
		):  # fmt: skip
			if given.get(name) is not None and (message := fault(given[name])):
				problems.add(FieldError(name, message, f"bad_{name}"))
		if given.get("sold_as") and (message := self._check_line(row, given["sold_as"])):
			problems.add(FieldError("sold_as", message, "not_sold"))
		with problems.gather():
			check_place(None, given.get("canton"))
		problems.raise_any()

	def _check_type(self, type_id: int) -> Text | None:
		found = self._types.find(type_id)
		if found is None or found.is_archived:
			return say("Elija un tipo que esté en uso.")
		is_product = found.nature == ItemNature.PRODUCT
		return None if is_product else say("Ese tipo es de servicios, no de equipos.")

	def _check_year(self, year: int) -> Text | None:
		latest = min(self._today.year + 1, LATEST_YEAR)  # the models of the year to come are sold
		return None if year <= latest else say("Ese año no ha llegado.")

	def _check_line(self, row: EquipmentRow, ref: str) -> Text | None:
		sale_id, place = map(int, ref.split("-"))
		left = self._sold.find_left(row.customer_id, sale_id, place, row.id)
		return None if left else say("Esa línea no es de una venta suya con unidades por anotar.")


def check_code(text: str) -> Text | None:
	return None if fold_code(text) else say("Debe llevar letras o números.")


def check_serial(text: str) -> Text | None:
	return check_code(text) if text else None
