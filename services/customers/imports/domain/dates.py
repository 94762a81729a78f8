"""Days as files write them."""

import re
from datetime import date

TIME = (
	r"(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?"
	r"\s*(?:Z|[+-]\d{2}:?\d{2}|[ap]\.?\s?m\.?)?)?"
)
ISO_DATE = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){TIME}", re.IGNORECASE)
LOCAL_DATE = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){TIME}", re.IGNORECASE)
NAMED_DATE = re.compile(
	rf"(\d{{1,2}})[-/. ](?:de )?([a-z]{{3,10}})\.?[-/. ](?:del? )?(\d{{4}}){TIME}", re.IGNORECASE
)
SPANISH_MONTHS = (
	"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
	"octubre", "noviembre", "diciembre",
)  # fmt: skip
ENGLISH_MONTHS = (
	"january", "february", "march", "april", "may", "june", "july", "august", "september",
	"october", "november", "december",
)  # fmt: skip
MONTHS = (SPANISH_MONTHS, ENGLISH_MONTHS)
OTHER_NAMES = {"set": 9, "setiembre": 9}


def parse_date(text: str) -> date:
	"""Return a day written as ``AAAA-MM-DD``, ``dd/mm/aaaa`` or ``30-jul-1990``.

	Dots and dashes may separate as well, and a time may follow. The day comes before the month,
	as in Ecuador: what that makes no day of is refused, and so is a year of two digits.

	:raises ValueError: another writing, or a day that does not exist
	"""
	if found := ISO_DATE.fullmatch(text):
		return date(int(found[1]), int(found[3]), int(found[4]))
	if found := LOCAL_DATE.fullmatch(text):
		return date(int(found[4]), int(found[3]), int(found[1]))
	if found := NAMED_DATE.fullmatch(text):
		return date(int(found[3]), _find_month(found[2].lower()), int(found[1]))
	raise ValueError(text)


def _find_month(word: str) -> int:
	"""Return the number of a month by its name or how that begins."""
	if word in OTHER_NAMES:
		return OTHER_NAMES[word]
	for names in MONTHS:
		for number, name in enumerate(names, 1):
			if name.startswith(word):
				return number
	raise ValueError(word)
