"""How a text file is laid out: its encoding, its delimiter, and where its header stands.

Spreadsheets write more than rows: Excel's `sep=;`, «Texto Unicode» in UTF-16, a title and blank
lines above the header, a space before a quoted cell. Whoever reads the file whole passes over
all that stands above the header that was found here.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from chasqui.kernel.sheets.csv_files import arm_cells
from chasqui.kernel.texts.cleaning import drop_invisible
from chasqui.kernel.texts.text import say
from customers.imports.domain.columns import BadHeader, name_targets
from customers.imports.domain.sale_columns import name_sale_targets

if TYPE_CHECKING:
	from _csv import Reader

UTF8, UTF8_BOM, CP1252 = "utf-8", "utf-8-sig", "cp1252"
UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
DELIMITERS = (";", ",", "\t", "|")
DECLARED = re.compile(r'"?sep=([;,|\t])"?\s*', re.IGNORECASE)
MOST_COLUMNS = 200
MOST_ABOVE = 30  # records in which a header is looked for
LONGEST_HEADER = 200
LOOKED_AT = 64 * 1024
FEWEST_OF_SALES = 3  # one name of a sale may as well be a title
Record = list[str]
EMPTY = say(
	"El archivo está vacío o no tiene encabezado. Ponga en la primera fila los nombres de las "
	"columnas y guárdelo como CSV UTF-8 o XLSX."
)
BAD_RECORD = say(
	"La fila no se puede leer como CSV. Revise sus comillas, o guarde el archivo como XLSX."
)


@dataclass(frozen=True)
class Layout:
	delimiter: str
	header: list[str]


def find_encoding(head: bytes, *, is_utf8: bool) -> str:
	"""Return a text file's encoding, from how it begins and whether all of it is UTF-8."""
	if marked := UTF16.get(head[:2]):
		return marked
	if is_utf8:
		return UTF8_BOM if head.startswith(codecs.BOM_UTF8) else UTF8
	return CP1252


def find_layout(text: str) -> Layout:
	"""Return where the columns of a text stand and what they are called.

	Of the delimiters the one counts that yields most columns that we know, then most columns.

	:raises BadHeader: it is no text, or holds no header
	"""
	if "\x00" in text[:1000]:
		raise BadHeader("not_csv", say("El archivo no es texto. Guárdelo como CSV UTF-8 o XLSX."))
	text = text[:LOOKED_AT]
	declared = DECLARED.match(drop_invisible(text))
	layouts = [_try(text, one) for one in (declared[1] if declared else DELIMITERS)]
	best = max(layouts, key=lambda one: (count_known(one.header), len(one.header)))
	if not any(best.header):
		raise BadHeader("empty_file", EMPTY)
	if len(best.header) > MOST_COLUMNS:
		message = say(
			"El archivo pasa de {most} columnas. Deje las que va a importar.", most=MOST_COLUMNS
		)
		raise BadHeader("bad_header", message)
	return best


def count_known(header: Sequence[str]) -> int:
	"""Return how many of the cells are names of columns that we know, of customers or of sales."""
	of_sales = sum(map(bool, name_sale_targets(header)))
	known = sum(map(bool, name_targets(header)))
	return max(known, of_sales) if of_sales >= FEWEST_OF_SALES else known


def read_records(text: Iterator[str], delimiter: str) -> "Reader":
	"""Return the records of a text's lines as spreadsheets write them."""
	clean = (line if line.isascii() else drop_invisible(line) for line in text)
	return csv.reader(clean, delimiter=delimiter, skipinitialspace=True)


def is_blank(cells: Sequence[str]) -> bool:
	"""Return whether a record says nothing: an empty line, or delimiters alone."""
	# Nearly every record's first cell says something, which costs nothing to see.
	return not (cells and cells[0].strip()) and not "".join(cells).strip()


def clean_header(cells: Sequence[str]) -> list[str]:
	"""Return the names of a header as they are kept and compared."""
	return [cell.strip()[:LONGEST_HEADER] for cell in arm_cells(cells)]


def read_samples(text: str, layout: Layout, most: int) -> list[Record]:
	"""Return the first rows under the header."""
	records = _list_records(text, layout.delimiter)
	for record in records:
		if clean_header(record) == layout.header:
			break
	return list(map(arm_cells, islice(records, most)))


def _try(text: str, delimiter: str) -> Layout:
	above = list(islice(_list_records(text, delimiter), MOST_ABOVE))
	return Layout(delimiter, _choose_header([clean_header(one) for one in above]))


def _choose_header(records: list[Record]) -> Record:
	"""Return the first record, unless it is a title and the names of columns come later."""
	if not records:
		return []
	first = records[0]
	if count_known(first):
		return first
	known = next((one for one in records if count_known(one) > 1), None)
	if known is not None:
		return known
	is_title = sum(map(bool, first)) == 1
	return next((one for one in records if is_title and sum(map(bool, one)) > 1), first)


def _list_records(text: str, delimiter: str) -> Iterator[Record]:
	"""Yield the records that say something; the text may end within the last one."""
	records = read_records(io.StringIO(text, newline=""), delimiter)
	while True:
		try:
			record = next(records)
		except (StopIteration, csv.Error):
			return
		if not is_blank(record) and not DECLARED.fullmatch(delimiter.join(record)):
			yield record
