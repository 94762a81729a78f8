"""Takes a file of services into the holding table, where they wait for the catalogue (M23)."""

import csv
import io
import json
from collections import Counter
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chasqui.contracts.imports import ImportCheck, ImportMode, ImportState, RejectedRow
from chasqui.kernel.data.database import Database
from chasqui.kernel.jobs.store import LeaseLost
from customers.catalogue.repositories.held_services import HeldServiceRepository
from customers.imports.domain.amounts import choose_writing, parse_amount
from customers.imports.engines.checker import MOST_FAULTS
from customers.imports.models.import_job import ImportJobRow
from customers.imports.models.import_rejection import ImportRejectionRow
from customers.imports.repositories.jobs import ImportRepository, read_chunks
from customers.people.domain.names import make_name_key
from customers.people.domain.problems import BadField

LONGEST_NAME = 120
LONGEST_CATEGORY = 60
CURRENCY = str.maketrans("", "", "$ ")


class ServiceImporter:
	"""A file of services is small: it is read whole, and loaded in one transaction."""

	def __init__(self, database: Database) -> None:
		self._database = database

	def check(self, job: ImportJobRow, token: UUID) -> None:
		""":raises LeaseLost: another process has it"""
		good, faults = self._read(job)
		found = ImportCheck(
			rows=len(good) + len(faults),
			good=len(good),
			news=len(good),
			rejected=len(faults),
			faults=[fault for fault, _ in faults[:MOST_FAULTS]],
			by_code=dict(Counter(fault.code for fault, _ in faults)),
		)
		values = {"state": ImportState.CHECKED.value, "found": found.model_dump(mode="json")}
		with self._database.open_session() as session:
			if not ImportRepository(session).advance(job.id, token, **values):
				raise LeaseLost(str(job.id))

	def load(self, job: ImportJobRow, token: UUID) -> None:
		"""Hold every service that the file tells well.

		:raises LeaseLost: another process has it
		"""
		good, faults = self._read(job)
		with self._database.open_session() as session:
			counts = _hold(session, job, good)
			for fault, cells in faults:
				told = fault.model_dump()
				session.add(ImportRejectionRow(import_id=job.id, cells=cells, **told))
			values: dict[str, Any] = {
				"rejected": len(faults),
				"rows": len(good) + len(faults),
				**counts,
			}
			values |= {"bytes_read": job.bytes_total, "state": ImportState.DONE.value}
			if not ImportRepository(session).finish(job.id, token, **values):
				raise LeaseLost(str(job.id))

	def _read(
		self, job: ImportJobRow
	) -> tuple[list[dict[str, Any]], list[tuple[RejectedRow, list[str]]]]:
		with self._database.open_raw(autocommit=True) as reading:
			text = b"".join(read_chunks(reading, job.id)).decode()
		good: dict[str, dict[str, Any]] = {}
		faults = []
		for line, cells in enumerate(csv.reader(io.StringIO(text, newline="")), 1):
			if line == 1:
				continue
			try:
				service = read_service(cells)
				if service["name_key"] in good:
					raise BadField("name", "repeated", "El servicio ya vino antes en el archivo.")
				good[service["name_key"]] = {**service, "import_id": job.id}
			except BadField as bad:
				fault = RejectedRow(line=line, field=bad.field, reason=bad.message, code=bad.code)
				faults.append((fault, cells))
		return list(good.values()), faults


def read_service(cells: list[str]) -> dict[str, Any]:
	"""Return a service's values.

	:raises BadField: its name or its price is wrong
	"""
	name, category, price, details = cells
	if not name or len(name) > LONGEST_NAME or not make_name_key(name):
		raise BadField("name", "bad_name", f"El nombre lleva de 1 a {LONGEST_NAME} caracteres.")
	return {
		"name": name,
		"name_key": make_name_key(name),
		"category": category[:LONGEST_CATEGORY] or None,
		"price": _read_price(price) if price else None,
		"details": json.loads(details),
	}


def _read_price(text: str) -> Decimal:
	plain = text.translate(CURRENCY).removeprefix("USD")
	try:
		return parse_amount(plain, is_spanish=choose_writing(plain))
	except ValueError as error:
		raise BadField("price", "bad_amount", "El precio no se puede leer.") from error


def _hold(session: Session, job: ImportJobRow, services: list[dict[str, Any]]) -> dict[str, int]:
	held = HeldServiceRepository(session)
	is_update = job.mode == ImportMode.UPDATE
	told = Counter(held.add(values, is_update=is_update) for values in services)
	return {name: told[name] for name in ("created", "updated", "existing")}
