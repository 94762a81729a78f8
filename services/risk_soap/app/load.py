"""Loads risk records: ``python -m risk_soap.app.load FILE``."""

from pathlib import Path

import click

from chasqui.kernel.errors import AppError
from risk_soap.config import RiskConfig
from risk_soap.wiring import Wiring

SHOWN_REJECTIONS = 20


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(file: Path) -> None:
	"""Carga los registros de riesgo de FILE (CSV) en lugar de los anteriores, de una vez."""
	with file.open("rb") as lines:
		total = max(sum(1 for _ in lines) - 1, 0)
	loader = Wiring(RiskConfig()).make_bulk_loader()
	try:
		with click.progressbar(length=total, label="Registros de riesgo") as bar:
			report = loader.load(file, bar.update)
	except AppError as error:
		raise click.ClickException(error.detail) from error
	for line, reason in report.rejected[:SHOWN_REJECTIONS]:
		click.echo(f"línea {line}: {reason}", err=True)
	click.echo(f"{report.loaded} registros cargados, {len(report.rejected)} rechazados")


if __name__ == "__main__":
	main()
