"""Takes import files in and shows how they go."""

import codecs
import csv
from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from chasqui.contracts import queues
from chasqui.contracts.audit import AuditAction
from chasqui.contracts.customers import ImportMode, ImportProgress, RejectedRow
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Invalid, TooLarge
from chasqui.kernel.messages import Publisher
from customers.domain.actors import Actor
from customers.domain.import_columns import BadHeader, find_delimiter, map_columns
from customers.models.import_job import ImportJobRow
from customers.repositories.imports import ImportRepository
from customers.use_cases.auditor import Auditor

CHUNK_BYTES = 1024 * 1024
UTF8, UTF8_BOM, CP1252 = "utf-8", "utf-8-sig", "cp1252"


class ImportDesk:
	def __init__(
		self,
		session: Session,
		imports: ImportRepository,
		publisher: Publisher,
		auditor: Auditor,
		*,
		max_bytes: int,
	) -> None:
		self._session = session
		self._imports = imports
		self._publisher = publisher
		self._auditor = auditor
		self._max_bytes = max_bytes

	def receive(
		self, pieces: Iterable[bytes], mode: ImportMode, file_name: str, actor: Actor
	) -> ImportProgress:
		"""Keep a file, piece by piece, and have the worker import it.

		:raises Invalid: the file is empty, is no CSV, or lacks a required column
		:raises TooLarge: it passes the installation's limit
		"""
		job = ImportJobRow(
			file_name=file_name,
			mode=mode.value,
			encoding=UTF8,
			delimiter=",",
			bytes_total=0,
			requested_by=actor.subject,
		)
		self._imports.add(job)
		head, is_utf8 = self._keep_pieces(job, pieces)
		job.encoding = CP1252
		if is_utf8:
			job.encoding = UTF8_BOM if head.startswith(codecs.BOM_UTF8) else UTF8
		job.delimiter = _check_header(head, job.encoding)
		self._auditor.note(actor, AuditAction.IMPORTED, import_id=job.id, mode=mode.value)
		self._publisher.publish_after_commit(
			self._session, queues.CUSTOMERS_RUN_IMPORT, queues.CUSTOMERS_QUEUE, import_id=job.id
		)
		return ImportProgress.model_validate(view_job(job))

	def get(self, import_id: int) -> ImportProgress:
		""":raises NotFound: there is no such import"""
		return ImportProgress.model_validate(view_job(self._imports.get(import_id)))

	def list_page(self, cursor: str | None, limit: int) -> Page[ImportProgress]:
		jobs, following = self._imports.list_page(cursor, limit)
		items = [ImportProgress.model_validate(view_job(job)) for job in jobs]
		return Page[ImportProgress](items=items, next_cursor=following)

	def list_rejected(self, import_id: int, cursor: str | None, limit: int) -> Page[RejectedRow]:
		""":raises NotFound: there is no such import"""
		self._imports.get(import_id)
		rows, following = self._imports.list_rejected(import_id, cursor, limit)
		items = [RejectedRow.model_validate(row, from_attributes=True) for row in rows]
		return Page[RejectedRow](items=items, next_cursor=following)

	def _keep_pieces(self, job: ImportJobRow, pieces: Iterable[bytes]) -> tuple[bytes, bool]:
		"""Store the file; return its first piece and whether all of it is UTF-8."""
		decoder = codecs.getincrementaldecoder(UTF8)()
		head, is_utf8 = b"", True
		for number, piece in enumerate(_cut_evenly(pieces)):
			job.bytes_total += len(piece)
			if job.bytes_total > self._max_bytes:
				raise TooLarge("El archivo pasa del tamaño permitido.", code="file_too_large")
			head = head or piece
			is_utf8 = is_utf8 and _decodes(decoder, piece)
			self._imports.add_chunk(job.id, number, piece)
		return head, is_utf8 and _decodes(decoder, b"", final=True)


def view_job(job: ImportJobRow) -> dict[str, object]:
	"""Return the values of a job that the contract names."""
	return {name: getattr(job, name) for name in ImportProgress.model_fields}


def _check_header(head: bytes, encoding: str) -> str:
	"""Return the delimiter of a file whose header serves."""
	text = head.decode(encoding, errors="replace")
	if "\x00" in text[:1000]:
		raise Invalid("El archivo no es un CSV de texto.", code="not_csv")
	lines = text.splitlines()
	if not lines or not lines[0].strip():
		raise Invalid("El archivo está vacío o no tiene encabezado.", code="empty_file")
	delimiter = find_delimiter(lines[0])
	try:
		map_columns(next(csv.reader(lines, delimiter=delimiter)))
	except BadHeader as bad:
		raise Invalid(str(bad), code=bad.code) from bad
	except csv.Error as error:
		raise Invalid("El encabezado no se puede leer.", code="not_csv") from error
	return delimiter


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
