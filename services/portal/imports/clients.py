"""Imports of customers, step by step."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from chasqui.contracts.imports import (
	PATH_IMPORTS,
	HeldService,
	ImportCheck,
	ImportColumns,
	ImportFormat,
	ImportMode,
	ImportPlan,
	ImportProgress,
)
from chasqui.contracts.wire import Page
from portal.siblings import Siblings


class ImportsClient:
	"""Asks the customers service on behalf of the person who signed in."""

	def __init__(self, siblings: Siblings) -> None:
		self._rest = siblings.customers

	def start_import(self, file: IO[bytes], name: str, mode: ImportMode) -> ImportProgress:
		"""Send a file as it is; it waits for its columns."""
		return self._rest.send(
			"POST",
			PATH_IMPORTS,
			ImportProgress,
			content=file,
			params={"mode": mode.value, "file_name": name, "start": "false"},
			headers={"Content-Type": "application/octet-stream"},
		)

	def list_imports(self) -> Page[ImportProgress]:
		"""Return the latest imports."""
		return self._rest.get(PATH_IMPORTS, Page[ImportProgress])

	def list_services(self) -> list[HeldService]:
		"""Return the services that files told of, with how many customers have each."""
		return self._rest.get("/v1/held-services", Page[HeldService]).items

	def fetch_import(self, import_id: int) -> ImportProgress:
		"""Return an import as it goes."""
		return self._rest.get(f"{PATH_IMPORTS}/{import_id}", ImportProgress)

	def fetch_columns(self, import_id: int) -> ImportColumns:
		"""Return the columns of a file that waits for them; Conflict if it does not."""
		return self._rest.get(f"{PATH_IMPORTS}/{import_id}/columns", ImportColumns)

	def fetch_check(self, import_id: int) -> ImportCheck:
		"""Return what the dry run found."""
		return self._rest.get(f"{PATH_IMPORTS}/{import_id}/check", ImportCheck)

	def begin_check(self, import_id: int, plan: ImportPlan) -> ImportProgress:
		"""Settle the columns and begin the dry run."""
		return self._rest.post(f"{PATH_IMPORTS}/{import_id}/check", ImportProgress, body=plan)

	def take_step(self, import_id: int, step: str) -> ImportProgress:
		"""Begin, pause, resume or cancel (``run``, ``pause``, ``resume``, ``cancel``)."""
		return self._rest.post(f"{PATH_IMPORTS}/{import_id}/{step}", ImportProgress)

	@contextmanager
	def stream_rejected(self, import_id: int, form: ImportFormat) -> Iterator[Iterator[bytes]]:
		"""Yield the chunks of the report of rejected rows, as CSV or XLSX."""
		path = f"{PATH_IMPORTS}/{import_id}/rejected.{form.value}"
		with self._rest.stream("GET", path) as chunks:
			yield chunks
