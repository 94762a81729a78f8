"""Names as keys: without accents, in any order, without the little words between them."""

import re
import unicodedata

PARTICLES = frozenset({"DE", "DEL", "LA", "LAS", "LOS", "Y"})
NOT_WORD = re.compile(r"[^A-Z0-9]+")


def list_tokens(name: str) -> list[str]:
	"""Return the distinct words of a name, sorted: ``José de la Peña`` gives JOSE, PENA."""
	decomposed = unicodedata.normalize("NFKD", name.upper())
	plain = "".join(char for char in decomposed if not unicodedata.combining(char))
	return sorted({word for word in NOT_WORD.sub(" ", plain).split() if word not in PARTICLES})


def make_name_key(name: str) -> str:
	"""Return one key for all orders and writings of a name."""
	return " ".join(list_tokens(name))
