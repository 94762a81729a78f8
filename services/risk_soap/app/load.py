"""Loads risk records: ``python -m risk_soap.app.load FILE``."""

from pathlib import Path

import click

from chasqui.kernel.errors import AppError
from chasqui.kernel.process import keep_files_private
from risk_soap.config import RiskConfig
from risk_soap.repositories.record_files import RejectionWriter, count_lines
from risk_soap.use_cases.bulk_loader import LoadReport
from risk_soap.wiring import Wiring

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
REPORT = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--update", is_flag=True, help="Suma y corrige; lo demás queda como está.")
@click.option(
	"--rejected",
	type=REPORT,
	help="Dónde se escriben las filas rechazadas; si no se dice, junto al archivo.",
)
def main(file: Path, update: bool, rejected: Path | None) -> None:
	"""Carga los registros de riesgo de FILE (CSV o JSON por líneas).

	Sin --update reemplazan a los anteriores, de una vez.
	"""
	keep_files_private()
	loader = Wiring(RiskConfig()).make_bulk_loader()
	run = loader.update if update else loader.load
	path = rejected or file.with_suffix(".rechazos.csv")
	try:
		with (
			RejectionWriter(path) as rejections,
			click.progressbar(length=count_lines(file), label="Registros de riesgo") as bar,
		):
			report = run(file, bar.update, rejections)
	except AppError as error:
		raise click.ClickException(str(error.detail)) from error
	except OSError as error:
		raise click.ClickException(f"No se puede escribir {path}: {error.strerror}") from error
	show_report(report, path)


def show_report(report: LoadReport, path: Path) -> None:
	"""Report what became of the rows."""
	click.echo(f"{report.loaded} registros cargados, {report.rejected} rechazados")
	if report.kept:
		click.echo(f"{report.kept} no se cargaron: había un registro más nuevo de la persona")
	if report.rejected:
		click.echo(f"Por qué se rechazó cada fila: {path}", err=True)


if __name__ == "__main__":
	main()
