"""What a stored file shows before it is read whole: its header, some rows, where columns go."""

import csv
import io
from collections.abc import Mapping
from itertools import islice

from sqlalchemy.orm import Session

from chasqui.contracts.customers.imports import (
	CUSTOM_PREFIX,
	TARGET_IGNORED,
	AmountWriting,
	ImportFormat,
	ImportKind,
	ImportState,
)
from chasqui.contracts.customers.profiles import CustomFieldFields
from chasqui.kernel.errors import Invalid
from chasqui.kernel.sheets.csv_files import arm_cells
from chasqui.kernel.texts.text import say
from customers.imports.domain.columns import (
	MOST_COLUMNS,
	BadHeader,
	build_plan,
	find_delimiter,
	name_targets,
)
from customers.imports.domain.item_rows import is_item_table
from customers.imports.models.import_job import ImportJobRow
from customers.people.repositories.custom_fields import CustomFieldRepository

CHUNK_BYTES = 1024 * 1024
SAMPLE_ROWS = 200
LONGEST_HEADER = 200
CP1252 = "cp1252"


def check_text(head: bytes, encoding: str) -> str:
	"""Return the first line of a text file.

	:raises Invalid: it is empty, or no text
	"""
	text = head.decode(encoding, errors="replace")
	if "\x00" in text[:1000]:
		raise Invalid(say("El archivo no es un CSV de texto."), code="not_csv")
	lines = text.lstrip("\r\n").splitlines()
	if not lines or not lines[0].strip():
		raise Invalid(say("El archivo está vacío o no tiene encabezado."), code="empty_file")
	return lines[0]


def read_head(head: bytes, encoding: str, delimiter: str) -> tuple[list[str], list[list[str]]]:
	"""Return the header and some rows of a file from its first piece.

	:raises Invalid: the header cannot be read
	"""
	text = io.StringIO(head.decode(encoding, errors="replace"), newline="")
	records = (arm_cells(row) for row in csv.reader(text, delimiter=delimiter) if row)
	try:
		header = [cell.strip() for cell in next(records, [])]
		rows = list(islice(records, SAMPLE_ROWS))
	except csv.Error as error:
		raise Invalid(say("El encabezado no se puede leer."), code="not_csv") from error
	if not header or len(header) > MOST_COLUMNS:
		raise Invalid(say("El encabezado no se puede leer."), code="bad_header")
	return [cell[:LONGEST_HEADER] for cell in header], rows


def read_custom(session: Session) -> dict[str, CustomFieldFields]:
	"""Return the company's own fields that are in use, by key."""
	return {
		row.key: CustomFieldFields.model_validate(
			{name: getattr(row, name) for name in CustomFieldFields.model_fields}
		)
		for row in CustomFieldRepository(session).list_all()
		if not row.is_archived
	}


def prepare_columns(
	session: Session, job: ImportJobRow, kind: ImportKind | None, head: bytes
) -> dict[str, object]:
	"""Return what an import becomes once its file can be read: kind, header, targets, state.

	Where the file does not say what `kind` it is of, its columns do.

	:raises Invalid: it should start by itself and its columns do not allow it
	"""
	if job.format == ImportFormat.CSV:
		delimiter = find_delimiter(check_text(head, job.encoding))
		amounts = AmountWriting.SPANISH if delimiter == ";" else AmountWriting.PLAIN
		encoding = job.encoding
	else:
		delimiter, amounts, encoding = ",", AmountWriting.AUTO, "utf-8"
	header, _ = read_head(head, encoding, delimiter)
	if kind is None:
		is_items = is_item_table(header, job.file_name)
		kind = ImportKind.SERVICES if is_items else ImportKind.CUSTOMERS
	settled: dict[str, object] = {
		"kind": kind.value,
		"encoding": encoding,
		"delimiter": delimiter,
		"amounts": amounts.value,
		"header": header,
	}
	if kind is ImportKind.SERVICES:
		state = ImportState.QUEUED if job.starts_itself else ImportState.CHECKING
		return {**settled, "state": state.value}
	if not job.starts_itself:
		return {**settled, "state": ImportState.MAPPING.value}
	targets = keep_known(name_targets(header), read_custom(session))
	check_targets(targets)
	return {**settled, "targets": targets, "state": ImportState.QUEUED.value}


def keep_known(targets: list[str], custom: Mapping[str, CustomFieldFields]) -> list[str]:
	"""Return the targets without custom fields that nobody has made."""
	return [
		TARGET_IGNORED
		if one.startswith(CUSTOM_PREFIX) and one.removeprefix(CUSTOM_PREFIX) not in custom
		else one
		for one in targets
	]


def check_targets(targets: list[str]) -> None:
	""":raises Invalid: a required field is missing or comes twice"""
	try:
		build_plan(targets)
	except BadHeader as bad:
		raise Invalid(bad.text, code=bad.code) from bad
