"""Creates the tables of the DynamoDB store: ``python -m risk_soap.app.tables``."""

import click

from chasqui.kernel.errors import AppError
from risk_soap.config import RiskConfig
from risk_soap.wiring import Wiring


@click.command()
def main() -> None:
	"""Crea la tabla de DynamoDB de la central de riesgos. Se puede repetir sin daño."""
	config = RiskConfig()
	try:
		was_missing = Wiring(config).create_tables()
	except AppError as error:
		raise click.ClickException(str(error.detail)) from error
	if was_missing is None:
		click.echo("Los registros están en Redis (CHASQUI_RISK_STORE): no hacen falta tablas.")
	else:
		click.echo(f"Tabla {config.risk_table} {'creada' if was_missing else 'ya existía'}.")


if __name__ == "__main__":
	main()
