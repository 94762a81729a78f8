"""Provinces and cantons by name, in the order that a person looks for them."""

import unicodedata
from functools import cache

from chasqui.contracts import territory
from portal.shell.labels.words import Words

NOTHING = "—"
Choice = tuple[str, str]


@cache
def list_provinces() -> list[Choice]:
	"""Return (code, name) of the 24 provinces, by name."""
	rows = [(province.code, province.name) for province in territory.list_provinces()]
	return sorted(rows, key=_read_name)


@cache
def list_cantons(province: str) -> list[Choice]:
	"""Return (code, name) of a province's cantons, by name."""
	rows = [(canton.code, canton.name) for canton in territory.list_cantons(province)]
	return sorted(rows, key=_read_name)


@cache
def list_all_cantons() -> list[Choice]:
	"""Return (code, «name (province)») of all cantons, province by province."""
	return [
		(code, f"{name} ({province})")
		for key, province in list_provinces()
		for code, name in list_cantons(key)
	]


def name_province(code: str | None) -> str:
	"""Return a province's name; an unknown code as it is."""
	return dict(list_provinces()).get(code or "", code or NOTHING)


def name_canton(code: str | None) -> str:
	"""Return a canton's name; an unknown code as it is."""
	return _read_canton_names().get(code or "", code or NOTHING)


def name_town(code: str) -> str:
	"""Return a canton with its province, for several have the same name."""
	return dict(list_all_cantons()).get(code, code)


@cache
def list_regions() -> list[Choice]:
	"""Return (code, name) of the provinces of Ecuador and then of the regions of Chile."""
	chile = [(region.code, f"Chile: {region.name}") for region in territory.list_regions()]
	return [*list_provinces(), *chile]


def name_region(code: str | None) -> str:
	"""Return the name of a province or of a region; an unknown code as it is."""
	return dict(list_regions()).get(code or "", code or NOTHING)


@cache
def _read_canton_names() -> dict[str, str]:
	return {canton.code: canton.name for canton in territory.list_cantons()}


def _read_name(row: Choice) -> str:
	return unicodedata.normalize("NFD", row[1])


WORDS = Words(
	filters={"canton": name_canton, "province": name_province, "region": name_region},
	functions={"list_all_cantons": list_all_cantons, "list_provinces": list_provinces},
)
