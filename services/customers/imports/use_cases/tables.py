"""What a stored file shows before it is read whole: its header, some rows, where columns go."""

import codecs
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from chasqui.contracts.customers.imports import (
	CUSTOM_PREFIX,
	TARGET_IGNORED,
	AmountWriting,
	ImportFormat,
	ImportKind,
	ImportState,
)
from chasqui.contracts.customers.profiles import CustomFieldFields, FieldKind
from chasqui.kernel.errors import Invalid
from chasqui.kernel.texts.text import say
from customers.imports.domain.amounts import guess_amounts
from customers.imports.domain.columns import NUMBER, BadHeader
from customers.imports.domain.guesses import mostly_passports
from customers.imports.domain.item_rows import find_prices
from customers.imports.domain.kinds import MAPPED, MappedKind, find_kind
from customers.imports.domain.layout import UTF8, Layout, find_layout, read_samples
from customers.imports.models.import_job import ImportJobRow
from customers.people.repositories.custom_fields import CustomFieldRepository

CHUNK_BYTES = 1024 * 1024
SAMPLE_ROWS = 200
AMBIGUOUS = say(
	"Los montos se leen de dos maneras, por ejemplo 1.234 o 1,234: diga cómo se escriben, "
	"o póngales decimales."
)


def decode_head(head: bytes, encoding: str) -> str:
	"""Return the text of a file's first piece; a sign that is cut at its end is left open."""
	return codecs.getincrementaldecoder(encoding)(errors="replace").decode(head)


def read_head(job: ImportJobRow, head: bytes) -> list[list[str]]:
	"""Return some rows of an import's file from its first piece."""
	layout = Layout(job.delimiter, job.header)
	return read_samples(decode_head(head, job.encoding), layout, SAMPLE_ROWS)


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

	Where nobody, nor the file itself, says what `kind` it is of, its columns do.

	:raises Invalid: it should start by itself and its columns do not allow it
	"""
	encoding = job.encoding if job.format == ImportFormat.CSV else UTF8
	try:
		layout = find_layout(decode_head(head, encoding))
	except BadHeader as bad:
		raise Invalid(bad.text, code=bad.code) from bad
	header = layout.header
	if job.asked_kind:
		kind = ImportKind(job.asked_kind)
	kind = kind or find_kind(header, job.file_name)
	settled: dict[str, object] = {
		"kind": kind.value,
		"encoding": encoding,
		"delimiter": layout.delimiter,
		"header": header,
	}
	rows = read_samples(decode_head(head, encoding), layout, SAMPLE_ROWS)
	if kind is ImportKind.SERVICES:
		state = ImportState.QUEUED if job.starts_itself else ImportState.CHECKING
		writing = settle_writing(job, find_prices(header), rows)
		return {**settled, "state": state.value, "amounts": _require(job, writing)}
	if not job.starts_itself:
		return {**settled, "state": ImportState.MAPPING.value}
	mapped = MAPPED[kind]
	custom = read_custom(session) if mapped.has_custom else {}
	targets = keep_known(mapped.name(header), custom)
	check_targets(mapped, targets)
	_check_identities(header, targets, rows)
	amounts = _require(job, settle_amounts(job, mapped, targets, rows, custom))
	return {**settled, "targets": targets, "amounts": amounts, "state": ImportState.QUEUED.value}


def _check_identities(
	header: Sequence[str], targets: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
	index = targets.index(NUMBER) if NUMBER in targets else None
	if index is None:
		return
	# Who calls it as we do has chosen it.
	if header[index] != NUMBER and mostly_passports(header, rows, index):
		message = say(
			"Los valores de «{column}» no tienen dígito verificador de cédula ni de RUC. Si son "
			"pasaportes, ponga ese nombre a la columna o agregue una con el tipo.",
			column=header[index],
		)
		raise Invalid(message, code="doubtful_identification")


def _require(job: ImportJobRow, writing: AmountWriting | None) -> str:
	"""Return how amounts are written; a file that nobody waits for must be clear by itself.

	Of one that is tried first, what can be read either way is refused value by value.
	"""
	if writing is None and job.starts_itself:
		raise Invalid(AMBIGUOUS, code="ambiguous_amounts")
	return (writing or AmountWriting.AUTO).value


def settle_amounts(
	job: ImportJobRow,
	mapped: MappedKind,
	targets: Sequence[str],
	rows: Sequence[Sequence[str]],
	custom: Mapping[str, CustomFieldFields],
) -> AmountWriting | None:
	"""Return how a file writes its amounts and numbers; None if its values do not say it."""
	numbers = {CUSTOM_PREFIX + key for key, one in custom.items() if one.kind is FieldKind.NUMBER}
	places = [index for index, one in enumerate(targets) if one in mapped.amounts | numbers]
	return settle_writing(job, places, rows)


def settle_writing(
	job: ImportJobRow, places: Sequence[int], rows: Sequence[Sequence[str]]
) -> AmountWriting | None:
	"""Return how a file writes amounts: as was chosen, or as its values say; None if they do not.

	A workbook's numbers are numbers: only its texts are read, each by its own signs.
	"""
	writing = AmountWriting(job.amounts)
	if writing is not AmountWriting.AUTO or job.format != ImportFormat.CSV:
		return writing
	return guess_amounts(row[index] for row in rows for index in places if index < len(row))


def keep_known(targets: list[str], custom: Mapping[str, CustomFieldFields]) -> list[str]:
	"""Return the targets without custom fields that nobody has made."""
	return [
		TARGET_IGNORED
		if one.startswith(CUSTOM_PREFIX) and one.removeprefix(CUSTOM_PREFIX) not in custom
		else one
		for one in targets
	]


def check_targets(mapped: MappedKind, targets: list[str]) -> None:
	""":raises Invalid: a required field is missing or comes twice"""
	try:
		mapped.check(targets)
	except BadHeader as bad:
		raise Invalid(bad.text, code=bad.code) from bad
