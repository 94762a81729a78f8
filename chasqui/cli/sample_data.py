"""`chasqui sample-data`: synthetic customers and risk records, as files."""

from datetime import date, datetime
from pathlib import Path

import click

from chasqui.sample.files import write_sample


@click.command("sample-data")
@click.option("--customers", default=50_000, show_default=True, help="Clientes buenos.")
@click.option("--seed", default=2026, show_default=True, help="La misma semilla, los mismos datos.")
@click.option(
	"--out", type=click.Path(path_type=Path), default=Path("var/sample"), show_default=True
)
@click.option(
	"--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Día de referencia de edades y registros."
)
@click.option("--buyers", type=int, help="Cuántos clientes tienen compras; si no se dice, todos.")
def sample_data(
	customers: int, seed: int, out: Path, as_of: datetime | None, buyers: int | None
) -> None:
	"""Escribe customers.csv, risk.csv, ventas.csv, custom_fields.json y servicios.json.

	Todo es sintético.
	"""
	day = as_of.date() if as_of else date.today()  # noqa: DTZ011 - the user's own day
	made = write_sample(out, customers=customers, seed=seed, as_of=day, buyers=buyers)
	click.echo(
		f"{made.customers_file}: {made.customers} clientes ({made.partial} con algún dato errado)"
		f" y {made.faulty} filas con errores"
	)
	click.echo(f"{made.risk_file}: {made.risks} registros de riesgo")
	click.echo(f"{made.sales_file}: {made.sales} ventas anteriores de {made.sale_lines} líneas")
