"""Takes import files in and shows how they go."""

import codecs
from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from chasqui.contracts import queues
from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.consents import ConsentEvidence
from chasqui.contracts.customers.imports import (
	AmountWriting,
	ImportConflict,
	ImportFormat,
	ImportKind,
	ImportMode,
	ImportProgress,
	ImportState,
	RejectedRow,
)
from chasqui.contracts.jobs import JobQuery
from chasqui.contracts.wire import ListQuery, Page
from chasqui.kernel.errors import TooLarge
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.consent.repositories import ConsentRepository
from customers.imports.domain.field_names import name_customer_field, name_field
from customers.imports.domain.formats import find_format
from customers.imports.domain.layout import UTF8, find_encoding
from customers.imports.models.import_job import ImportJobRow
from customers.imports.models.import_rejection import ImportRejectionRow
from customers.imports.repositories.changes import ImportChangeRepository
from customers.imports.repositories.former_sales import FormerSaleRepository
from customers.imports.repositories.jobs import ImportRepository
from customers.imports.use_cases.tables import CHUNK_BYTES, prepare_columns


class ImportService:
	def __init__(
		self,
		session: Session,
		imports: ImportRepository,
		changes: ImportChangeRepository,
		former_sales: FormerSaleRepository,
		consents: ConsentRepository,
		publisher: Publisher,
		auditor: Auditor,
		*,
		max_bytes: int,
		report_days: int,
	) -> None:
		self._session = session
		self._imports = imports
		self._changes = changes
		self._former_sales = former_sales
		self._consents = consents
		self._publisher = publisher
		self._auditor = auditor
		self._max_bytes = max_bytes
		self._report_days = report_days

	def receive(
		self,
		pieces: Iterable[bytes],
		mode: ImportMode,
		file_name: str,
		actor: Actor,
		*,
		start: bool = True,
		amounts: AmountWriting | None = None,
		kind: ImportKind | None = None,
		evidence: ConsentEvidence | None = None,
	) -> ImportProgress:
		"""Keep a file, piece by piece, and have the worker read it; a CSV's header is read here.

		:raises Invalid: the file is empty or of no known kind, or lacks a column to `start`
		:raises TooLarge: it passes the installation's limit
		"""
		job = ImportJobRow(
			file_name=file_name,
			mode=mode.value,
			state=ImportState.READING.value,
			starts_itself=start,
			encoding=UTF8,
			delimiter=",",
			amounts=(amounts or AmountWriting.AUTO).value,
			asked_kind=kind.value if kind else None,
			bytes_total=0,
			requested_by=actor.subject,
		)
		if evidence is not None:
			job.evidence_id = self._consents.add_evidence(evidence, actor.subject)
		self._imports.add(job)
		head, is_utf8 = self._keep_pieces(job, pieces)
		job.format = find_format(head).value
		if job.format == ImportFormat.CSV:
			job.encoding = find_encoding(head, is_utf8=is_utf8)
			settled = prepare_columns(self._session, job, None, head)
			for name, value in settled.items():
				setattr(job, name, value)
		self._auditor.note(actor, AuditAction.IMPORTED, import_id=job.id, mode=mode.value)
		if job.state != ImportState.MAPPING:
			self._publisher.publish_after_commit(
				self._session, queues.CUSTOMERS_RUN_IMPORT, queues.CUSTOMERS_QUEUE, import_id=job.id
			)
		return describe_job(job)

	def get(self, import_id: int) -> ImportProgress:
		"""Return an import, with what of it can be taken back, and was.

		:raises NotFound: there is no such import
		"""
		progress = describe_job(self._imports.get(import_id))
		if progress.kind is ImportKind.SALES:
			return progress.model_copy(update=self._count_sales(progress))
		changes, undone, conflicts = self._changes.count(import_id)
		counts = {"changes": changes, "undone": undone, "conflicts": conflicts}
		return progress.model_copy(update=counts)

	def _count_sales(self, progress: ImportProgress) -> dict[str, int]:
		"""Return how many sales can be taken out again, or, once that was done, were and were not.

		Nothing else takes out what an import brought.
		"""
		if progress.state is not ImportState.UNDONE:
			return {"changes": progress.created}
		left = self._former_sales.count(progress.id)
		return {"undone": progress.created - left, "conflicts": left}

	def list_page(self, query: JobQuery) -> Page[ImportProgress]:
		jobs, following = self._imports.list_page(query)
		items = [describe_job(job) for job in jobs]
		return Page[ImportProgress](items=items, next_cursor=following)

	def list_rejected(self, import_id: int, query: ListQuery) -> Page[RejectedRow]:
		""":raises NotFound: there is no such import"""
		kind = ImportKind(self._imports.get(import_id).kind)
		rows, following = self._imports.list_rejected(import_id, query)
		items = [_describe_fault(row, kind) for row in rows]
		return Page[RejectedRow](items=items, next_cursor=following)

	def list_conflicts(self, import_id: int, query: ListQuery) -> Page[ImportConflict]:
		"""Return who has kept what, because it was changed after the import that was undone.

		:raises NotFound: there is no such import
		"""
		self._imports.get(import_id)
		rows, following = self._changes.list_conflicts(import_id, query)
		items = [
			ImportConflict(
				customer_id=customer.id,
				name=customer.name,
				fields=[str(name_customer_field(one)) for one in change.conflicts],
			)
			for change, customer in rows
		]
		return Page[ImportConflict](items=items, next_cursor=following)

	def delete_old(self) -> None:
		"""Delete refused rows, files left behind and what was there before, in their time."""
		self._changes.delete_old(self._report_days)
		self._imports.delete_old(self._report_days)

	def _keep_pieces(self, job: ImportJobRow, pieces: Iterable[bytes]) -> tuple[bytes, bool]:
		"""Store the file; return its first piece and whether all of it is UTF-8."""
		decoder = codecs.getincrementaldecoder(UTF8)()
		head, is_utf8 = b"", True
		for number, piece in enumerate(_cut_evenly(pieces)):
			job.bytes_total += len(piece)
			if job.bytes_total > self._max_bytes:
				message = say(
					"El archivo pasa del tamaño permitido. Divídalo en varios más pequeños."
				)
				raise TooLarge(message, code="file_too_large")
			head = head or piece
			is_utf8 = is_utf8 and _decodes(decoder, piece)
			self._imports.add_chunk(job.id, number, piece)
		return head, is_utf8 and _decodes(decoder, b"", final=True)


def describe_job(job: ImportJobRow) -> ImportProgress:
	"""Return an import as its contract describes it."""
	progress = ImportProgress.model_validate(job, from_attributes=True)
	return progress.model_copy(update={"job": ImportRepository.describe(job)})


def _describe_fault(row: ImportRejectionRow, kind: ImportKind) -> RejectedRow:
	fault = RejectedRow.model_validate(row, from_attributes=True)
	return fault.model_copy(update={"label": str(name_field(kind, row.field))})


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> bool:
	try:
		decoder.decode(piece, final)
	except UnicodeDecodeError:
		return False
	return True


def _cut_evenly(pieces: Iterable[bytes]) -> Iterator[bytes]:
	"""Yield pieces of `CHUNK_BYTES`, however the network cut them."""
	held = bytearray()
	for piece in pieces:
		held += piece
		while len(held) >= CHUNK_BYTES:
			yield bytes(held[:CHUNK_BYTES])
			del held[:CHUNK_BYTES]
	if held:
		yield bytes(held)
