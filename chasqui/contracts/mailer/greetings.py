"""By which name a person is greeted.

A greeting with a surname, a title or «N/A» is worse than none: where the given name is not sure,
the design's own words stand («Hola»).
"""

import re
from collections.abc import Mapping
from functools import lru_cache

FIRST_NAME, WHOLE_NAME, GIVEN_NAMES = "primer_nombre", "nombre", "nombre_de_pila"
WORD = re.compile(r"[^\W\d_]{2,}|[^\W\d_]+(?:['’-][^\W\d_]+)+")


def _list(words: str) -> frozenset[str]:
	return frozenset(words.split())


PARTICLES = _list("de del la las los el y da do dos das di van von der")
TITLES = _list("""
	dr dra doctor doctora ing ingeniero ingeniera lic lcdo lcda ldo abg abogado arq econ eco sr sra
	srta señor señora señorita don doña mr mrs ms miss prof phd msc mgs mba cpa tnlgo tlgo sgto crnl
	cap mons padre sor hno hna
""")
PLACEHOLDERS = _list("""
	na sn nn xx xxx none null nan sin ninguno ninguna desconocido desconocida anonimo anónimo
	cliente usuario test prueba nombre consumidor final no
""")


def complete_names(values: Mapping[str, str]) -> dict[str, str]:
	"""Return merge values with the name by which the person is greeted; empty where none is sure.

	Who has one already, as companies do, keeps it.
	"""
	whole, given = values.get(WHOLE_NAME, ""), values.get(GIVEN_NAMES, "")
	if values.get(FIRST_NAME) or not (whole or given):
		return dict(values)
	return {
		**values,
		FIRST_NAME: choose_greeting(whole, given),
		WHOLE_NAME: write_mixed_case(whole),
	}


@lru_cache(maxsize=65_536)
def choose_greeting(whole: str, given: str) -> str:
	"""Return the name to greet by: the first of the given ones, if they are separated.

	Else the first word of the whole name, titles apart, if it may be one. Not where the name is in
	capitals or begins with a particle: such lists put surnames first as often as not.
	"""
	if found := _find_plausible(given):
		return write_mixed_case(found)
	# «Peña, José»: what comes first is the surname.
	first_names = whole.rpartition(",")[2]
	return "" if whole.isupper() else _find_plausible(first_names)


@lru_cache(maxsize=65_536)
def write_mixed_case(name: str) -> str:
	"""Return a name that is all in capitals in mixed case; any other stays as it is."""
	if not name.isupper():
		return name
	words = (word if word in PARTICLES else word.capitalize() for word in name.lower().split())
	mixed = " ".join(words)
	return mixed[:1].upper() + mixed[1:]


def _find_plausible(name: str) -> str:
	"""Return the first word after titles, if it may be a given name; else nothing."""
	words = (word.strip('.,;:()"«»') for word in name.split())
	first = next((word for word in words if word.lower() not in TITLES), "")
	is_plausible = WORD.fullmatch(first) and first.lower() not in PARTICLES | PLACEHOLDERS
	return first if is_plausible else ""
