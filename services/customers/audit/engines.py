"""Lets the audit leave as a file while it is read, and writes down who took it."""

from functools import partial

from sqlalchemy.orm import Session

from chasqui.contracts.customers.audit import AuditEntry, AuditQuery
from chasqui.contracts.endpoint import JSON_LINES
from chasqui.kernel.data.database import Database
from chasqui.kernel.data.pages import read_all
from chasqui.kernel.sheets.cells import ExportFile
from chasqui.kernel.sheets.files import Rows, TableFile
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.repositories import AuditRepository
from customers.audit.use_cases import Auditor

PAGE_ROWS = 200


class AuditExporter:
	"""Its lines are entries as the contract has them: who shows them to people has the words."""

	def __init__(self, database: Database, auditor: Auditor) -> None:
		self._database = database
		self._auditor = auditor

	def open(self, query: AuditQuery, actor: Actor) -> ExportFile:
		"""Return the entries that match, the newest first."""
		self._auditor.note_export(actor, query)
		file = TableFile(
			name="auditoria.jsonl",
			media_type=JSON_LINES,
			titles=tuple(AuditEntry.model_fields),
			read=partial(_read_rows, query),
			sheet=say("Auditoría"),
		)
		return file.open(self._database)


def _read_rows(query: AuditQuery, session: Session) -> Rows:
	log = AuditRepository(session)
	asked = query.model_copy(update={"limit": PAGE_ROWS})
	for row in read_all(lambda cursor: log.list_page(asked.model_copy(update={"cursor": cursor}))):
		yield [*AuditEntry.model_validate(row).model_dump(mode="json").values()]
