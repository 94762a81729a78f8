"""Lists who looked a person up: ``python -m risk_soap.app.access ID_TYPE NUMBER``."""

from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from chasqui.kernel.errors import AppError
from chasqui.kernel.process import keep_files_private
from chasqui.kernel.sheets.csv_files import defuse, write_lines
from risk_soap.config import RiskConfig
from risk_soap.domain.persons import Access
from risk_soap.wiring import Wiring

HEADINGS = ("cuando", "consumidor", "consulta", "proposito", "resultado", "correlacion")
FILE = click.Path(dir_okay=False, path_type=Path)
OPERATIONS = {"identification": "identificación", "name": "nombre", "batch": "lote"}


@click.command()
@click.argument("id_type")
@click.argument("number")
@click.option("--csv", "file", type=FILE, help="Escribe un archivo CSV en lugar de la tabla.")
def main(id_type: str, number: str, file: Path | None) -> None:
	"""Muestra quién consultó a una persona, cuándo y para qué (derecho de acceso)."""
	keep_files_private()
	config = RiskConfig()
	service = Wiring(config).make_person_service()
	zone = ZoneInfo(config.zone)
	try:
		rows = [describe_access(access, zone) for access in service.list_accesses(id_type, number)]
	except AppError as error:
		raise click.ClickException(str(error.detail)) from error
	if file is None:
		show_table(rows)
	else:
		with file.open("w", encoding="utf-8", newline="") as text:
			text.write(write_lines([HEADINGS, *(map(defuse, row) for row in rows)]))
	click.echo(f"{len(rows)} consultas en los últimos {config.risk_audit_days} días")


def describe_access(access: Access, zone: ZoneInfo) -> tuple[str, ...]:
	"""Return a look-up as a row of the report, in local time."""
	return (
		access.at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S"),
		access.consumer,
		OPERATIONS.get(access.operation, access.operation),
		access.purpose or "(no dicho)",
		access.status,
		access.correlation_id,
	)


def show_table(rows: Iterable[tuple[str, ...]]) -> None:
	"""Write the rows below each other, as wide as they need."""
	table = [HEADINGS, *rows]
	widths = [max(map(len, column)) for column in zip(*table, strict=True)]
	for row in table:
		cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
		click.echo("  ".join(cells).rstrip())


if __name__ == "__main__":
	main()
