"""Where a customer lives: a province by code or name, a canton within it."""

from functools import cache, lru_cache

from chasqui.contracts.territory import list_cantons, list_provinces
from chasqui.kernel.texts.text import say
from customers.people.domain.names import make_name_key
from customers.people.domain.problems import BadField


def find_province(text: str) -> str:
	"""Return the ISO code of a province given by ISO code, INEC code or name."""
	code = _name_provinces().get(make_name_key(text))
	if code is None:
		raise BadField(
			"province",
			"unknown_province",
			say("No hay ninguna provincia «{text}».", text=text[:40]),
		)
	return code


@lru_cache(maxsize=4096)
def check_place(province: str | None, canton: str | None) -> tuple[str | None, str | None]:
	"""Return province and canton, the province filled in from the canton.

	:raises BadField: there is no such canton, or it lies in another province
	"""
	if province is not None and province not in _list_codes():
		raise BadField(
			"province",
			"unknown_province",
			say("No hay ninguna provincia «{province}».", province=province),
		)
	if canton is None:
		return province, None
	home = _map_cantons().get(canton)
	if home is None:
		raise BadField(
			"canton", "unknown_canton", say("No hay ningún cantón «{canton}».", canton=canton[:40])
		)
	if province not in (None, home):
		raise BadField("canton", "canton_elsewhere", say("Ese cantón es de otra provincia."))
	return home, canton


@lru_cache(maxsize=4096)
def read_place(province_text: str, canton_text: str) -> tuple[str | None, str | None]:
	"""Return the place that two cells of a file name; the canton by code or by name."""
	province = find_province(province_text) if province_text else None
	if not canton_text:
		return province, None
	if canton_text.isdigit():
		return check_place(province, canton_text.zfill(4))
	key = make_name_key(canton_text)
	found = [canton.code for canton in list_cantons(province) if make_name_key(canton.name) == key]
	if len(found) != 1:
		raise BadField(
			"canton",
			"unknown_canton",
			say("No se reconoce el cantón «{canton_text}».", canton_text=canton_text[:40]),
		)
	return check_place(province, found[0])


@cache
def _name_provinces() -> dict[str, str]:
	names: dict[str, str] = {}
	for row in list_provinces():
		for text in (row.code, row.inec, row.name, row.inec.lstrip("0")):
			names[make_name_key(text)] = row.code
	names["SANTO DOMINGO"] = "EC-SD"
	return names


@cache
def _list_codes() -> frozenset[str]:
	return frozenset(row.code for row in list_provinces())


@cache
def _map_cantons() -> dict[str, str]:
	return {row.code: row.province for row in list_cantons()}
