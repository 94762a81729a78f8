"""When two names of views are one to who reads them."""

from chasqui.kernel.texts.cleaning import drop_accents, tidy_line

LONGEST_KEY = 120  # some signs become many letters


def make_view_key(name: str) -> str:
	"""Return a name without capitals and accents: ``Leales de ÑUÑOA`` gives ``leales de nunoa``."""
	return tidy_line(drop_accents(name.casefold()))[:LONGEST_KEY]
