"""Imports within this process: what a person does in the wizard, and what the worker does."""

import io
from datetime import date
from typing import Any

from openpyxl import Workbook
from sqlalchemy import text

from chasqui.contracts.customers.consents import ConsentEvidence
from chasqui.contracts.customers.imports import (
	ImportCheck,
	ImportColumns,
	ImportMode,
	ImportPlan,
	ImportProgress,
)
from chasqui.contracts.customers.list_values import TableFormat
from chasqui.contracts.jobs import JobAct
from customers.app.wiring import Wiring
from customers.audit.domain import Actor

ADMIN = Actor("staff:1", "Administración")
EVIDENCE = ConsentEvidence(
	text_version="privacidad-2026-03", source="Feria de Quito", obtained_on=date(2026, 5, 2)
)


class ImportWorld:
	"""One customers service over the test's database."""

	def __init__(self, wiring: Wiring) -> None:
		self.wiring = wiring

	def upload(
		self,
		content: bytes,
		name: str = "lista.csv",
		*,
		start: bool = False,
		mode: ImportMode = ImportMode.CREATE,
	) -> int:
		"""Hand a file in; return the import's number."""
		with self.wiring.database.open_session() as session:
			service = self.wiring.make_import_service(session)
			return service.receive([content], mode, name, ADMIN, start=start).id

	def work(self, import_id: int) -> ImportProgress:
		"""Be the worker; return how the import stands afterwards."""
		self.wiring.import_runner.run(import_id)
		return self.show(import_id)

	def show(self, import_id: int) -> ImportProgress:
		with self.wiring.database.open_session() as session:
			return self.wiring.make_import_service(session).get(import_id)

	def columns(self, import_id: int) -> ImportColumns:
		with self.wiring.database.open_session() as session:
			return self.wiring.make_import_wizard_service(session).show_columns(import_id)

	def list_targets(self, import_id: int) -> list[str]:
		return [column.target for column in self.columns(import_id).columns]

	def read_report(self, import_id: int, form: str = "csv") -> bytes:
		"""Return the report of refused rows, whole."""
		with self.wiring.database.open_session() as session:
			exporter = self.wiring.make_report_exporter(session)
			return b"".join(exporter.open(import_id, TableFormat(form)).chunks)

	def check(self, import_id: int, **plan: Any) -> ImportCheck:
		"""Settle the columns (as guessed, unless told) and try the file."""
		columns = self.columns(import_id)
		told = {"targets": [one.target for one in columns.columns], "amounts": columns.amounts}
		with self.wiring.database.open_session() as session:
			wizard = self.wiring.make_import_wizard_service(session)
			wizard.check(import_id, ImportPlan.model_validate({**told, **plan}), ADMIN)
		self.work(import_id)
		with self.wiring.database.open_session() as session:
			return self.wiring.make_import_wizard_service(session).show_check(import_id)

	def start(self, import_id: int) -> None:
		with self.wiring.database.open_session() as session:
			self.wiring.make_import_wizard_service(session).run(import_id, ADMIN)

	def bring(self, content: bytes, name: str = "lista.csv", **plan: Any) -> ImportProgress:
		"""Take a file through the whole wizard."""
		import_id = self.upload(content, name)
		self.work(import_id)
		self.check(import_id, **plan)
		self.start(import_id)
		return self.work(import_id)

	def do(self, step: str, import_id: int) -> ImportProgress:
		"""Pause, resume, cancel or retry."""
		with self.wiring.database.open_session() as session:
			wizard = self.wiring.make_import_wizard_service(session)
			return wizard.act(import_id, JobAct(step))

	def read(self, query: str) -> list[tuple[Any, ...]]:
		with self.wiring.database.open_session() as session:
			return [tuple(row) for row in session.execute(text(query))]

	def write(self, statement: str) -> None:
		with self.wiring.database.open_session() as session:
			session.execute(text(statement))


def make_sheet(*rows: list[object], name: str = "Hoja1") -> bytes:
	"""Return an XLSX file with one sheet."""
	workbook = Workbook()
	sheet = workbook.active
	sheet.title = name
	for row in rows:
		sheet.append(row)
	file = io.BytesIO()
	workbook.save(file)
	return file.getvalue()
