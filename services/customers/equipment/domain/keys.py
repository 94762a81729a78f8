"""By what brands, models and serials are the same, however they are typed."""

import unicodedata

LONGEST_KEY = 60


def fold_code(text: str, longest: int = LONGEST_KEY) -> str:
	"""Return a code without case, accents, spaces and signs: ``jd-5075 é`` gives ``JD5075E``."""
	plain = unicodedata.normalize("NFKD", text).upper()
	return "".join(one for one in plain if one.isalnum())[:longest]
