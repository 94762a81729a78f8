"""Lets the audit leave as a file while it is read, and writes down who took it."""

from functools import partial

from sqlalchemy.orm import Session

from chasqui.contracts.customers.audit import AuditEntry, AuditQuery
from chasqui.contracts.endpoint import CSV
from chasqui.kernel.data.database import Database
from chasqui.kernel.data.pages import read_all
from chasqui.kernel.sheets.cells import ExportFile
from chasqui.kernel.sheets.files import Rows, TableFile
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.repositories import AuditRepository
from customers.audit.use_cases import Auditor

PAGE_ROWS = 200
COLUMNS = ("at", "actor_name", "actor", "action", "customer_id")
TITLES = ("cuando", "quien", "cuenta", "accion", "cliente", "detalle")


class AuditExporter:
	def __init__(self, database: Database, auditor: Auditor) -> None:
		self._database = database
		self._auditor = auditor

	def open(self, query: AuditQuery, actor: Actor) -> ExportFile:
		"""Return the entries that match, the newest first."""
		self._auditor.note_export(actor, query)
		file = TableFile(
			name="auditoria.csv",
			media_type=CSV,
			titles=TITLES,
			read=partial(_read_rows, query),
			sheet=say("Auditoría"),
			delimiter=",",
		)
		return file.open(self._database)


def _read_rows(query: AuditQuery, session: Session) -> Rows:
	log = AuditRepository(session)
	asked = query.model_copy(update={"limit": PAGE_ROWS})
	for row in read_all(lambda cursor: log.list_page(asked.model_copy(update={"cursor": cursor}))):
		entry = AuditEntry.model_validate(row)
		values = entry.model_dump(mode="json")
		told = "; ".join(f"{name}={value}" for name, value in entry.details.items())
		yield [*(values[name] for name in COLUMNS), told]
