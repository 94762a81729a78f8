"""`chasqui import`: a file through the API, with progress and a report."""

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError
from rich.table import Table

from chasqui.cli.import_columns import build_table, choose_columns, refuse_doubtful
from chasqui.cli.up import VAR_OPTION, console
from chasqui.contracts.customers.imports import (
	AmountWriting,
	ImportKind,
	ImportMode,
	ImportPlan,
	ImportProgress,
	ImportQuery,
	ImportState,
)
from chasqui.contracts.customers.profiles import CustomFieldFields
from chasqui.contracts.endpoints.customers import imports as api
from chasqui.contracts.endpoints.customers.people import add_field
from chasqui.contracts.jobs import JobAct, JobActRequest
from chasqui.demo.suite_client import SuiteClient
from chasqui.demo.waiting import Progressed, StoryError, wait_for
from chasqui.kernel.clients.rest import RestClient
from chasqui.kernel.errors import AppError, Conflict, Unauthenticated
from chasqui.kernel.field_errors import list_field_errors

LONGEST_SECONDS = 4 * 3600.0
# At these the worker has done what it can without a person.
STILL = (
	ImportState.MAPPING, ImportState.CHECKED, ImportState.PAUSED, ImportState.DONE,
	ImportState.CANCELLED, ImportState.FAILED,
)  # fmt: skip
COUNTS = {
	"rows": "Filas", "created": "Creados", "updated": "Actualizados",
	"unchanged": "Sin cambios", "existing": "Ya existían", "rejected": "Rechazadas",
	"warnings": "Avisos",
}  # fmt: skip
CHECKED = {"rows": "Filas", "news": "Nuevos", "existing": "Ya existen", "rejected": "Con errores",
	"partial": "Sin algún dato",
}  # fmt: skip


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--mode", type=click.Choice([mode.value for mode in ImportMode]), default="create",
	show_default=True, help="create deja como están los que existen; update los actualiza.",
)  # fmt: skip
@click.option("--kind", type=click.Choice([kind.value for kind in ImportKind]),
	help="Qué trae el archivo, si sus columnas no lo dicen: sales son ventas anteriores.",
)  # fmt: skip
@click.option("--amounts", type=click.Choice([one.value for one in AmountWriting]),
	help="Cómo se escriben los montos, si el archivo no lo dice: plain 1,234.56, spanish 1.234,56.",
)  # fmt: skip
@click.option("--column", "chosen", multiple=True, metavar="COLUMNA[=CAMPO]",
	help="A qué campo va una columna; sin campo, la propuesta; con el signo solo, a ninguno.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Prueba el archivo y no escribe nada.")
@click.option("--report", type=click.Path(path_type=Path), help="Dónde guardar los rechazos (CSV).")
@click.option("--text-version", help="Prueba de los permisos: versión del texto aceptado.")
@click.option("--source", help="Prueba de los permisos: dónde se obtuvieron.")
@click.option("--obtained-on", type=click.DateTime(["%Y-%m-%d"]), help="… y qué día.")
@click.option("--custom-fields", type=click.Path(exists=True, path_type=Path),
	help="JSON con los campos propios que deben existir antes.",
)  # fmt: skip
@click.option("--user", default="admin", show_default=True, help="Quién importa.")
@VAR_OPTION
def import_file(
	file: Path,
	mode: str,
	chosen: tuple[str, ...],
	dry_run: bool,
	report: Path | None,
	custom_fields: Path | None,
	user: str,
	var: Path,
	**options: Any,
) -> None:
	"""Importa un CSV, XLSX o JSON de clientes, de servicios o de ventas anteriores por la API.

	La suite debe estar en marcha. De ventas, «Filas» y «Rechazadas» son líneas; lo demás,
	documentos.

	Las columnas se reconocen por su nombre, por sus valores o por lo que alguien eligió antes. Una
	dudosa no se toma: se decide con --column.
	"""
	try:
		importing = FileImport(SuiteClient.read(var), user)
		if custom_fields is not None:
			importing.ensure_fields(custom_fields)
		done = importing.bring(file, mode, options, chosen, is_trial=dry_run)
		if report is not None and done.rejected:
			importing.save_report(done.id, report)
	except FileNotFoundError as error:
		raise click.ClickException(f"La suite no está en marcha en {var}.") from error
	except ValidationError as error:
		raise click.ClickException(
			" ".join(str(one.message) for one in list_field_errors(error))
		) from error
	except (AppError, StoryError) as error:
		raise click.ClickException(str(error)) from error
	if done.state not in (ImportState.DONE, ImportState.CANCELLED):
		raise click.ClickException(done.error or f"La importación quedó en «{done.state.value}».")


class FileImport:
	"""Takes one file through the wizard's endpoints, as a person would."""

	def __init__(self, suite_client: SuiteClient, user: str) -> None:
		self._suite_client = suite_client
		self._user = user
		self._client: RestClient = suite_client.sign_in(user).customers

	def bring(
		self,
		file: Path,
		mode: str,
		options: dict[str, Any],
		chosen: Sequence[str] = (),
		*,
		is_trial: bool,
	) -> ImportProgress:
		"""Import a file, or only try it; print what came of it.

		`options` say how it writes amounts, and the evidence of its permissions; `chosen` where
		columns go that are not to go where it is proposed.

		:raises AppError: the service refuses it
		:raises StoryError: something must be decided first; the file is forgotten
		"""
		number = self._upload(file, mode, options)
		now = self._watch(number, "Abriendo el archivo")
		if now.state is ImportState.MAPPING:
			self._settle_columns(number, mode, chosen)
			now = self._watch(number, "Probando")
		if now.state is not ImportState.CHECKED:
			return now
		self._show_check(number)
		if is_trial:
			return self._cancel(number)
		self._client.call(api.begin_run, import_id=number)
		now = self._watch(number, "Importando")
		console.print(_build_table("Importación", COUNTS, now.model_dump()))
		return now

	def ensure_fields(self, path: Path) -> None:
		"""Make the company's own fields that a JSON file defines; those that exist stay."""
		for one in json.loads(path.read_text("utf-8")):
			field = CustomFieldFields.model_validate(one)
			with suppress(Conflict):
				self._client.call(add_field, body=field)

	def save_report(self, number: int, path: Path) -> None:
		"""Write the rows that were refused, each with its reason."""
		with (
			path.open("wb") as file,
			self._client.open(api.download_rejected, import_id=number) as chunks,
		):
			for chunk in chunks:
				file.write(chunk)
		console.print(f"Rechazos: {path}")

	def _upload(self, file: Path, mode: str, options: dict[str, Any]) -> int:
		given = {name: _read_option(value) for name, value in options.items() if value}
		query = ImportQuery(mode=ImportMode(mode), file_name=file.name, start=False, **given)
		with file.open("rb") as content:
			return self._client.call(api.receive_import, query=query, file=content).id

	def _cancel(self, number: int) -> ImportProgress:
		body = JobActRequest(action=JobAct.CANCEL)
		return self._client.call(api.act_on_import, import_id=number, body=body)

	def _settle_columns(self, number: int, mode: str, chosen: Sequence[str]) -> None:
		columns = self._client.call(api.show_columns, import_id=number)
		try:
			settled = choose_columns(columns, chosen)
			console.print(build_table(settled), highlight=False)
			refuse_doubtful(settled)
			if columns.amounts is None:
				raise StoryError(
					"Los montos se leen de dos maneras, como 1.234 o 1,234: diga --amounts plain o "
					"spanish."
				)
			plan = ImportPlan(
				mode=ImportMode(mode),
				targets=[column.target for column in settled],
				amounts=columns.amounts,
				evidence=columns.evidence,
			)
			self._client.call(api.begin_check, import_id=number, body=plan)
		except (StoryError, AppError):
			self._cancel(number)  # nobody would come back for it
			raise

	def _show_check(self, number: int) -> None:
		found = self._client.call(api.show_check, import_id=number)
		console.print(_build_table("Prueba: no se escribió nada", CHECKED, found.model_dump()))
		for fault in found.faults[:10]:
			said = f" «{fault.value}»" if fault.value else ""
			left_out = " Entra sin ese dato." if fault.is_warning else ""
			console.print(
				f"  Fila {fault.line}: {fault.label or 'la fila'}{said}: {fault.reason}{left_out}",
				highlight=False,
			)

	def _watch(self, number: int, title: str) -> ImportProgress:
		return wait_for(
			console,
			title,
			lambda: self._ask(number),
			lambda now: Progressed(now.bytes_read, now.bytes_total, now.state in STILL),
			longest=LONGEST_SECONDS,
		)

	def _ask(self, number: int) -> ImportProgress:
		try:
			return self._client.call(api.show_import, import_id=number)
		except Unauthenticated:  # a long import outlives a token
			self._client = self._suite_client.sign_in(self._user).customers
			return self._client.call(api.show_import, import_id=number)


def _read_option(value: Any) -> Any:
	return value.date() if isinstance(value, datetime) else value


def _build_table(title: str, names: dict[str, str], values: dict[str, Any]) -> Table:
	table = Table(title=title, show_header=False)
	for name, text in names.items():
		table.add_row(text, f"{values[name]:,}".replace(",", "."))
	return table
