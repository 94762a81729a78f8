"""Words of the imports: files, their columns, how they go, what they refused."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from chasqui.contracts.customers.consents import ConsentBasis, ConsentChannel, ConsentEvidence
from chasqui.contracts.customers.fields import TARGETS, WORDS
from chasqui.contracts.customers.sale_imports import SALE_LABELS, SALE_TARGETS
from chasqui.contracts.jobs import Job
from chasqui.contracts.wire import Contract, Day, Instant, Words
from chasqui.kernel.texts.text import Text, quote, say

PATH_IMPORTS = "/v1/imports"
# What a column may go to besides a customer's own fields; several columns may go to one of these.
TARGET_IGNORED = ""
TARGET_PHONE = "further_phone"
TARGET_EMAIL = "further_email"
TARGET_TAGS = "tags"
TARGET_SERVICES = "services"
# Parts of a name, which are joined: given names, then surnames.
TARGET_SECOND_NAME = "second_name"
TARGET_SURNAME = "surname"
TARGET_SECOND_SURNAME = "second_surname"
NAME_TARGETS = (TARGET_SECOND_NAME, TARGET_SURNAME, TARGET_SECOND_SURNAME)
CUSTOM_PREFIX = "custom."
SECTION_TARGETS = (TARGET_PHONE, TARGET_EMAIL, TARGET_TAGS, TARGET_SERVICES)
FIELD_TARGETS = TARGETS


TARGET_LABELS: dict[str, Text] = {
	**SALE_LABELS,
	**{one.target: one.full or one.label for one in WORDS.values() if one.target},
	TARGET_SECOND_NAME: say("Segundo nombre"),
	TARGET_SURNAME: say("Apellidos"),
	TARGET_SECOND_SURNAME: say("Segundo apellido"),
	TARGET_PHONE: say("Otro teléfono"),
	TARGET_EMAIL: say("Otro correo"),
	TARGET_TAGS: say("Etiquetas"),
	TARGET_SERVICES: say("Servicios que tiene"),
}


def name_target(target: str) -> Text:
	"""Return what people call where a column goes; a company's own field goes by its key."""
	return TARGET_LABELS.get(target) or quote(target.removeprefix(CUSTOM_PREFIX))


class ImportMode(StrEnum):
	"""`create` leaves an existing customer alone and reports it; `update` fills and changes."""

	CREATE = "create"
	UPDATE = "update"


class ImportState(StrEnum):
	"""reading → mapping → checking → checked → queued → running → done.

	A file that starts by itself goes from reading to queued. `paused` goes back to queued. What is
	done, or was cancelled on the way, may go on: undoing → undone.
	"""

	READING = "reading"
	MAPPING = "mapping"
	CHECKING = "checking"
	CHECKED = "checked"
	QUEUED = "queued"
	RUNNING = "running"
	PAUSED = "paused"
	DONE = "done"
	CANCELLED = "cancelled"
	FAILED = "failed"
	UNDOING = "undoing"
	UNDONE = "undone"


class ImportKind(StrEnum):
	"""What a file holds. Of `sales` each row is a line of what was sold before, elsewhere."""

	CUSTOMERS = "customers"
	SERVICES = "services"
	SALES = "sales"


def list_targets(kind: ImportKind) -> tuple[str, ...]:
	"""Return where the columns of a file may go, besides the company's own fields."""
	if kind is ImportKind.SALES:
		return SALE_TARGETS
	return (*FIELD_TARGETS, *NAME_TARGETS, *SECTION_TARGETS)


class ImportFormat(StrEnum):
	CSV = "csv"
	XLSX = "xlsx"
	JSON = "json"


class AmountWriting(StrEnum):
	"""How texts write amounts: ``1,234.56``, ``1.234,56``, or each by its own signs."""

	PLAIN = "plain"
	SPANISH = "spanish"
	AUTO = "auto"


class ConsentProof(Contract):
	"""One permission of a customer from its grant to its withdrawal, with its evidence.

	`granted_at` is absent for a first answer whose instant is not known.
	"""

	channel: ConsentChannel
	purpose: str = "marketing"
	granted_by: str
	granted_at: Instant | None = None
	withdrawn_at: Instant | None = None
	withdrawn_by: str | None = None
	evidence: ConsentEvidence | None = None


class ImportQuery(Contract):
	"""How a file is to be taken, as URL parameters of the upload.

	With `start` a file whose columns are known runs at once; without, it waits for a person who
	maps its columns. `amounts` says how texts write them, where the values alone do not show it;
	`kind` what the file holds, where its columns do not. The evidence, if given, is given whole.
	"""

	mode: ImportMode = ImportMode.CREATE
	file_name: str = Field(default="clientes.csv", min_length=1, max_length=200)
	start: bool = True
	amounts: AmountWriting | None = None
	kind: ImportKind | None = None
	basis: ConsentBasis = ConsentBasis.CONSENT
	text_version: str | None = Field(default=None, min_length=1, max_length=80)
	source: str | None = Field(default=None, min_length=2, max_length=160)
	obtained_on: Day | None = None

	@model_validator(mode="after")
	def refuse_half_evidence(self) -> "ImportQuery":
		"""Refuse an evidence without its text, its source or its day."""
		parts = [self.text_version, self.source, self.obtained_on]
		if any(parts) and not all(parts):
			raise ValueError(say("La prueba lleva versión del texto, origen y fecha."))
		return self

	def read_evidence(self) -> ConsentEvidence | None:
		"""Return the evidence, if one is given."""
		if self.text_version is None or self.source is None or self.obtained_on is None:
			return None
		return ConsentEvidence(
			basis=self.basis,
			text_version=self.text_version,
			source=self.source,
			obtained_on=self.obtained_on,
		)


class ImportProgress(Contract):
	"""An import as it goes. `bytes_read` of `bytes_total` is the progress.

	Of sales `rows` and `rejected` are lines, the other counts documents.

	Of one alone: `changes` customers can get back what they had before; `undone` have, `conflicts`
	of whom have kept something that was changed since. Of sales these are documents: `changes` can
	be taken out again, `undone` have been, `conflicts` stay: something was done with them since.
	"""

	id: int
	file_name: str
	kind: ImportKind = ImportKind.CUSTOMERS
	format: ImportFormat = ImportFormat.CSV
	mode: ImportMode
	state: ImportState
	encoding: str | None = None
	delimiter: str | None = None
	bytes_read: int = 0
	bytes_total: int
	rows: int = 0
	created: int = 0
	updated: int = 0
	unchanged: int = 0
	existing: int = 0
	rejected: int = 0
	warnings: int = 0
	changes: int = 0
	undone: int = 0
	conflicts: int = 0
	error: Words | None = None
	created_at: Instant
	finished_at: Instant | None = None
	job: Job | None = None


class ImportConflict(Contract):
	"""A customer who kept fields, in words, when an import was undone: they were changed since."""

	customer_id: int
	name: str
	fields: list[Words]


class RejectedRow(Contract):
	"""One thing that is wrong with a row; `label` is what people call the field.

	The row stays out, or came in without this cell (`is_warning`). `value` is what the cell said.
	"""

	line: int
	field: str | None = None
	label: Words = ""
	value: str | None = None
	reason: Words
	code: str
	is_warning: bool = False


class GuessSource(StrEnum):
	"""Why a target is proposed."""

	REMEMBERED = "remembered"
	NAME = "name"
	SAMPLES = "samples"
	NONE = "none"


class Certainty(StrEnum):
	"""How sure a proposal is: its whole name is known; a part of it, or its values; neither."""

	SURE = "sure"
	LIKELY = "likely"
	DOUBTFUL = "doubtful"
	NONE = "none"


class ImportColumn(Contract):
	"""A column of the file, some of its values, and where it goes (empty: nowhere).

	`doubted` is where its name says that it goes and its values do not: to be chosen by hand.
	"""

	index: int
	header: str
	samples: list[str] = []
	target: str = TARGET_IGNORED
	guessed_by: GuessSource = GuessSource.NONE
	certainty: Certainty = Certainty.NONE
	doubted: str = TARGET_IGNORED


class CustomTarget(Contract):
	"""A custom field that a column may go to."""

	target: str
	label: str


class ImportColumns(Contract):
	"""What the person who maps a file must see.

	No writing of amounts: the values read either way, and the person must say which is meant.
	"""

	kind: ImportKind = ImportKind.CUSTOMERS
	columns: list[ImportColumn]
	amounts: AmountWriting | None = None
	custom: list[CustomTarget] = []
	evidence: ConsentEvidence | None = None


class ImportPlan(Contract):
	"""How a file is to be read: one target per column, in the file's order."""

	mode: ImportMode = ImportMode.CREATE
	targets: list[Annotated[str, Field(max_length=60)]] = Field(min_length=1, max_length=200)
	amounts: AmountWriting = AmountWriting.AUTO
	evidence: ConsentEvidence | None = None


class ImportCheck(Contract):
	"""What a dry run found: nothing was written. `existing` stand in the database already.

	`partial` rows come in without a cell that is wrong. Of sales `news` and `existing` are
	documents, the others lines. The rows that stay out come first among
	the `faults`.
	"""

	rows: int = 0
	good: int = 0
	news: int = 0
	existing: int = 0
	rejected: int = 0
	partial: int = 0
	warnings: int = 0
	faults: list[RejectedRow] = []
	by_code: dict[str, int] = {}
