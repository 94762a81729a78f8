"""CSV files of identifications: read whole, checked row by row, each fault with its line."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from campaigns.risk.domain.identities import BadIdentification, guess_type, read_identification
from chasqui.contracts.customers.people import IdentityType
from chasqui.contracts.masking import mask_identity
from chasqui.kernel.errors import BadValue
from chasqui.kernel.texts.text import Text, say

NUMBER_TITLES = ("identificacion", "numero", "cedula", "ruc", "id_number", "id")
TYPE_TITLES = ("tipo", "tipo_identificacion", "id_type")
DELIMITERS = (";", ",", "\t", "|")
TYPES = {
	"cedula": IdentityType.CEDULA, "ci": IdentityType.CEDULA, "ruc": IdentityType.RUC,
	"pasaporte": IdentityType.PASSPORT, "passport": IdentityType.PASSPORT,
	"rut": IdentityType.RUT_CL, "rut_cl": IdentityType.RUT_CL,
}  # fmt: skip
PLAIN = str.maketrans("áéíóúü ", "aeiouu_")
LONGEST_NUMBER = 20


class BadFile(BadValue):
	"""The whole file is refused; `text` says why. `code` is for programs."""

	def __init__(self, code: str, text: Text) -> None:
		super().__init__(text)
		self.code = code


@dataclass(frozen=True, slots=True)
class ReviewRow:
	"""One row: an identification, or why it is none."""

	line: int
	masked_id: str
	id_type: str | None = None
	id_number: str | None = None
	error: Text | None = None


def read_rows(data: bytes) -> Iterator[ReviewRow]:
	"""Yield the rows of a file with the line on which each begins; blank lines are none.

	A title row names the columns; without one the first column is the number.

	:raises BadFile: it is empty, no text, or has no column of identifications
	"""
	text = _decode(data)
	first = next((line for line in text.splitlines() if line.strip()), "")
	if not first:
		raise BadFile("empty_file", say("El archivo está vacío. Elija otro."))
	delimiter = max(DELIMITERS, key=first.count)
	reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
	columns: tuple[int, int | None] | None = None
	begins = 1
	try:
		for cells in reader:
			line, begins = begins, reader.line_num + 1
			if not any(cell.strip() for cell in cells):
				continue
			if columns is None:
				columns, is_title = _find_columns(cells)
				if is_title:
					continue
			yield _read_row(line, cells, columns)
	except csv.Error as error:
		message = say(
			"La línea {begins} no se puede leer como CSV. Revise sus comillas y guarde el archivo "
			"como CSV UTF-8.",
			begins=begins,
		)
		raise BadFile("not_csv", message) from error


def _decode(data: bytes) -> str:
	if b"\x00" in data[:1000]:
		message = say("El archivo no es un CSV de texto. Guárdelo como CSV UTF-8.")
		raise BadFile("not_csv", message)
	try:
		return data.decode("utf-8-sig")
	except UnicodeDecodeError:
		return codecs.decode(data, "cp1252", errors="replace")


def _find_columns(cells: list[str]) -> tuple[tuple[int, int | None], bool]:
	"""Return where number and type stand, and whether this row is the title."""
	titles = [cell.strip().lower().translate(PLAIN) for cell in cells]
	number = next((titles.index(name) for name in NUMBER_TITLES if name in titles), None)
	kind = next((titles.index(name) for name in TYPE_TITLES if name in titles), None)
	if number is not None:
		return (number, kind), True
	if not any(character.isdigit() for cell in cells for character in cell):
		message = say("Falta la columna «identificacion». Escríbala en el encabezado.")
		raise BadFile("missing_column", message)
	return (0, 1 if len(cells) > 1 and titles[1] in TYPES else None), False


def _read_row(line: int, cells: list[str], columns: tuple[int, int | None]) -> ReviewRow:
	number = _read_cell(cells, columns[0])
	masked = mask_identity(number)[:LONGEST_NUMBER]
	if not number:
		return ReviewRow(line, masked, error=say("Falta la identificación."))
	named = _read_cell(cells, columns[1]).lower().translate(PLAIN)
	kind = TYPES.get(named) if named else guess_type(number)
	if kind is None:
		message = say("Diga el tipo: solo 10 dígitos (cédula) y 13 (RUC) se reconocen solos.")
		if named:
			message = say("No se conoce el tipo «{kind}».", kind=named[:20])
		return ReviewRow(line, masked, error=message)
	try:
		one = read_identification(kind, number)
	except BadIdentification as bad:
		return ReviewRow(line, masked, error=bad.text)
	return ReviewRow(line, mask_identity(one.id_number), one.id_type, one.id_number)


def _read_cell(cells: list[str], index: int | None) -> str:
	if index is None or index >= len(cells):
		return ""
	# Spreadsheets keep leading zeros by writing ="0102030400" or '0102030400.
	return cells[index].strip().lstrip("=").strip("\"'").strip()
