"""A person's risk as it is kept, and the rows of a file that become such records."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chasqui.contracts.risk import RiskLevel
from risk_soap.domain.identities import BadIdentity, make_person_key
from risk_soap.domain.names import list_tokens

COLUMNS = ("id_type", "id_number", "name", "level", "score", "as_of", "source")
HIGHEST_SCORE = 1000
LONGEST_NAME = 160
LONGEST_SOURCE = 80


@dataclass(frozen=True, slots=True)
class RiskRecord:
	"""`key` is ``type:number``; `score` is 0–1000, higher is safer."""

	key: str
	name: str
	level: RiskLevel
	score: int | None
	as_of: date
	source: str

	@property
	def number(self) -> str:
		return self.key.partition(":")[2]


class BadRecord(ValueError):
	"""A row is refused; the message is Spanish, for people."""


def read_record(row: Mapping[str, str | None], today: date) -> RiskRecord:
	"""Return the record that a row of a file tells.

	:raises BadRecord: with what is wrong
	"""
	cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
	name = " ".join(cells["name"].split())
	if not list_tokens(name) or len(name) > LONGEST_NAME:
		raise BadRecord("falta el nombre, o es demasiado largo")
	if len(cells["source"]) > LONGEST_SOURCE:
		raise BadRecord("la fuente es demasiado larga")
	return RiskRecord(
		key=_read_key(cells["id_type"], cells["id_number"]),
		name=name,
		level=_read_level(cells["level"]),
		score=_read_score(cells["score"]),
		as_of=_read_day(cells["as_of"], today),
		source=cells["source"],
	)


def _read_key(id_type: str, id_number: str) -> str:
	try:
		return make_person_key(id_type, id_number)
	except BadIdentity as error:
		raise BadRecord("la identificación no es válida") from error


def _read_level(text: str) -> RiskLevel:
	try:
		return RiskLevel(text.upper())
	except ValueError as error:
		raise BadRecord("el nivel debe ser LOW, MEDIUM, HIGH o UNKNOWN") from error


def _read_score(text: str) -> int | None:
	if not text:
		return None
	if not (text.isascii() and text.isdigit()) or int(text) > HIGHEST_SCORE:
		raise BadRecord(f"el puntaje va de 0 a {HIGHEST_SCORE}")
	return int(text)


def _read_day(text: str, today: date) -> date:
	try:
		day = date.fromisoformat(text)
	except ValueError as error:
		raise BadRecord("la fecha debe ser AAAA-MM-DD") from error
	if day > today:
		raise BadRecord("la fecha está en el futuro")
	return day
