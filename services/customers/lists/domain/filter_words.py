"""What a list was asked, in Spanish: written into the files that leave."""

from typing import Any

from chasqui.contracts.customers.list_values import FILTER_NAMES
from chasqui.contracts.customers.lists import NO_ADVISOR, NO_PROVINCE, CustomerFilters
from chasqui.contracts.territory import list_cantons, list_provinces

WORDS = {
	"person": "persona", "company": "empresa", "new": "nuevo", "regular": "regular",
	"loyal": "leal", "unknown": "desconocido", NO_PROVINCE: "sin provincia", "cedula": "cédula",
	"ruc": "RUC", "passport": "pasaporte", "rut_cl": "RUT (Chile)",
}  # fmt: skip


def describe_filters(asked: CustomerFilters) -> list[tuple[str, str]]:
	"""Return what is asked as names and values, in the order of the contract."""
	return [
		(FILTER_NAMES[name], _write_value(name, getattr(asked, name)))
		for name in asked.list_asked()
	]


def _write_value(name: str, value: Any) -> str:
	if name == "ids":
		return str(len(value))
	if isinstance(value, list):
		return " o ".join(_write_one(name, str(one)) for one in value)
	if isinstance(value, bool):
		return "sí" if value else "no"
	return str(value)


def _write_one(name: str, value: str) -> str:
	if name == "province" and value != NO_PROVINCE:
		return next((row.name for row in list_provinces() if row.code == value), value)
	if name == "canton":
		return next((row.name for row in list_cantons() if row.code == value), value)
	if name == "advisor" and value == NO_ADVISOR:
		return "sin responsable"
	return value if name in ("tag", "custom") else WORDS.get(value, value)
