"""The rows of a file that become risk records."""

import re
from collections.abc import Mapping
from datetime import date

from chasqui.contracts.risk import RiskLevel
from chasqui.kernel.errors import BadValue
from chasqui.kernel.texts.text import Text, say
from risk_soap.domain.names import read_name
from risk_soap.domain.persons import BadIdentity, RiskRecord, read_identity

COLUMNS = ("id_type", "id_number", "name", "level", "score", "as_of", "source")
HIGHEST_SCORE = 1000
LONGEST_NAME = 160
LONGEST_SOURCE = 80
SURROGATE = re.compile("[\ud800-\udfff]")


class BadRecord(BadValue):
	"""A row is refused; `text` says why, and quotes no cell."""

	def __init__(self, field: str, text: Text) -> None:
		super().__init__(text)
		self.field = field


def read_record(row: Mapping[str, object], today: date) -> RiskRecord:
	"""Return the record that a row of a file has.

	:raises BadRecord: with what is wrong
	"""
	cells = {name: _read_cell(name, row.get(name)) for name in COLUMNS}
	if len(cells["source"]) > LONGEST_SOURCE:
		raise BadRecord("source", say("la fuente es demasiado larga"))
	return RiskRecord(
		key=_read_key(cells["id_type"].lower(), cells["id_number"]),
		name=_read_name(cells["name"]),
		level=_read_level(cells["level"]),
		score=_read_score(cells["score"]),
		as_of=_read_day(cells["as_of"], today),
		source=cells["source"],
	)


def _read_cell(name: str, value: object) -> str:
	"""Return a cell as text; JSON may give a number."""
	if value is None:
		return ""
	if isinstance(value, bool) or not isinstance(value, str | int):
		raise BadRecord(name, say("debe ser un texto"))
	text = str(value).strip()
	# A file that is not UTF-8 was read with surrogates in the place of its bytes.
	if not text.isascii() and SURROGATE.search(text):
		raise BadRecord(name, say("no está en UTF-8"))
	return text


def _read_key(id_type: str, id_number: str) -> str:
	try:
		return read_identity(id_type, id_number).key
	except BadIdentity as error:
		raise BadRecord(error.field, error.text) from error


def _read_name(text: str) -> str:
	name = " ".join(text.split())
	if len(name) > LONGEST_NAME or not read_name(name).words:
		raise BadRecord("name", say("falta el nombre, o es demasiado largo"))
	return name


def _read_level(text: str) -> RiskLevel:
	try:
		return RiskLevel(text.upper())
	except ValueError as error:
		raise BadRecord("level", say("el nivel debe ser LOW, MEDIUM, HIGH o UNKNOWN")) from error


def _read_score(text: str) -> int | None:
	if not text:
		return None
	is_number = text.isascii() and text.isdigit() and len(text) <= len(str(HIGHEST_SCORE))
	if not is_number or int(text) > HIGHEST_SCORE:
		raise BadRecord(
			"score", say("el puntaje va de 0 a {highest_score}", highest_score=HIGHEST_SCORE)
		)
	return int(text)


def _read_day(text: str, today: date) -> date:
	try:
		day = date.fromisoformat(text)
	except ValueError as error:
		raise BadRecord("as_of", say("la fecha debe ser AAAA-MM-DD")) from error
	if day > today:
		raise BadRecord("as_of", say("la fecha está en el futuro"))
	return day
