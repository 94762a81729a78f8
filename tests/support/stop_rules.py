"""What stops which contact, as the documentation has it: the tests read its table."""

import re
from dataclasses import dataclass
from pathlib import Path

DOCUMENT = Path(__file__).parents[2] / "docs" / "funcionalidad" / "Especificacion_Campanas.md"
LINE = re.compile(r"^\| .*\(`(\w+)`\) \|(.*)\|$", re.MULTILINE)
NEVER, GOES_ON, RESTS = "nunca más", "sigue", "en 90 días"
REST_DAYS = 90


@dataclass(frozen=True)
class StopRule:
	"""What becomes of the calls and mails of the campaign in which it happened, and of others."""

	cause: str
	own_calls: str
	other_calls: str
	own_mail: str
	other_mail: str


def read_rules() -> list[StopRule]:
	"""Return the lines of the table."""
	section = DOCUMENT.read_text("utf-8").partition("### Cuándo se deja de contactar")[2]
	section = section.partition("\n### ")[0]
	return [
		StopRule(cause, *(cell.strip() for cell in cells.split("|")))
		for cause, cells in LINE.findall(section)
	]


RULES = read_rules()
