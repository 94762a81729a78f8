"""Numbers as people write them: what stands between the digits says nothing."""

from chasqui.kernel.texts.cleaning import drop_invisible

# Word processors make other dashes of a hyphen.
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"


def make_remover(signs: str) -> dict[int, None]:
	"""Return a table for `strip_separators` that takes these signs, and every dash, away."""
	return dict.fromkeys(map(ord, signs + DASHES))


def strip_separators(text: str, table: dict[int, None]) -> str:
	"""Return a number without what separates its digits and without what nobody sees."""
	return drop_invisible(text).translate(table)
