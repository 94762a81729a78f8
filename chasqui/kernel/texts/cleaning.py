"""Texts as people see them: without the signs that nobody sees, every space a plain one."""

import re
import unicodedata

# Unicode's format characters (general category Cf): zero-width spaces, soft hyphens, marks of
# direction. Copied out of pages and messengers they make two values of one. A test compares this
# with the interpreter's own tables.
FORMAT = (
	"\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
	"\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
	"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
SPACES = "\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""Every separator (Z) but the plain space."""
_FORMAT, _SPACES = re.compile(f"[{FORMAT}]+"), re.compile(f"[{SPACES}]")
_ODD = re.compile(f"[{FORMAT}{SPACES}]")


def drop_invisible(text: str) -> str:
	"""Return a text without format characters, each of its spaces a plain one."""
	if text.isascii() or not _ODD.search(text):
		return text
	return _SPACES.sub(" ", _FORMAT.sub("", text))


def drop_accents(text: str) -> str:
	"""Return a text without what stands above and below its letters: ``Ñandú`` gives ``Nandu``."""
	parts = unicodedata.normalize("NFKD", text)
	return "".join(part for part in parts if not unicodedata.combining(part))


def tidy_line(text: str) -> str:
	"""Return a text in one line of single spaces, without what nobody sees."""
	return " ".join(drop_invisible(text).split())


def fold_line(text: str) -> str:
	"""Return a text in one line without case and accents: ``BOLETÍN  Mayo`` gives ``boletin mayo``.

	Names that give the same are one name to who reads them.
	"""
	return tidy_line(drop_accents(text.casefold()))
