"""What a list was asked, in words: written into the files that leave."""

from typing import Any

from chasqui.contracts.customers.list_values import FILTER_NAMES
from chasqui.contracts.customers.lists import NO_ADVISOR, NO_PROVINCE, CustomerFilters
from chasqui.contracts.territory import name_places
from chasqui.kernel.sheets.cells import NO, YES
from chasqui.kernel.texts.text import Text, say

WORDS = {
	"person": say("persona"),
	"company": say("empresa"),
	"new": say("nuevo"),
	"regular": say("regular"),
	"loyal": say("leal"),
	"unknown": say("desconocido"),
	NO_PROVINCE: say("sin provincia"),
	"cedula": say("cédula"),
	"ruc": say("RUC"),
	"passport": say("pasaporte"),
	"rut_cl": say("RUT (Chile)"),
}
OR, NO_ONE = say(" o "), say("sin responsable")


def describe_filters(asked: CustomerFilters) -> list[tuple[Text, str]]:
	"""Return what is asked as names and values, in the order of the contract."""
	return [
		(FILTER_NAMES[name], _write_value(name, getattr(asked, name)))
		for name in asked.list_asked()
	]


def _write_value(name: str, value: Any) -> str:
	if name == "ids":
		return str(len(value))
	if isinstance(value, list):
		return str(OR).join(_write_one(name, str(one)) for one in value)
	if isinstance(value, bool):
		return str(YES if value else NO)
	return str(value)


def _write_one(name: str, value: str) -> str:
	if name == "canton" or (name == "province" and value != NO_PROVINCE):
		return name_places().get(value, value)
	if name == "advisor" and value == NO_ADVISOR:
		return str(NO_ONE)
	return value if name in ("tag", "custom") else str(WORDS.get(value, value))
