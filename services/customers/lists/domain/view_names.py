"""When two names of views are one to who reads them."""

import unicodedata

LONGEST_KEY = 120  # some signs become many letters


def make_view_key(name: str) -> str:
	"""Return a name without capitals and accents: ``Leales de ÑUÑOA`` gives ``leales de nunoa``."""
	plain = unicodedata.normalize("NFKD", name.casefold())
	unmarked = "".join(sign for sign in plain if not unicodedata.combining(sign))
	return " ".join(unmarked.split())[:LONGEST_KEY]
