"""Makes a consumer's secret: ``python -m risk_soap.app.consumer NAME --role lookup``."""

import json
import secrets

import click

from risk_soap.config import ASKING, ConsumerSettings
from risk_soap.use_cases.access_policy import Role, digest_secret


@click.command()
@click.argument("name")
@click.option(
	"--role",
	"roles",
	multiple=True,
	type=click.Choice([role.value for role in Role]),
	help="Qué puede pedir; sin decirlo, todo menos borrar.",
)
@click.option("--per-minute", default=6000, show_default=True, help="Personas por minuto.")
@click.option("--burst", default=6000, show_default=True, help="Personas de una sola vez.")
def main(name: str, roles: tuple[str, ...], per_minute: int, burst: int) -> None:
	"""Inventa la clave de NAME y dice qué añadir a CHASQUI_RISK_CONSUMERS.

	La clave se muestra una sola vez; el servicio guarda solo su huella.
	"""
	secret = secrets.token_urlsafe(32)
	wanted = sorted(roles) or sorted(ASKING)
	entry = {
		"digests": [digest_secret(secret)],
		"roles": wanted,
		"per_minute": per_minute,
		"burst": burst,
	}
	try:
		ConsumerSettings.model_validate(entry)
	except ValueError as error:
		raise click.ClickException(str(error)) from error
	click.echo(f"clave de {name}: {secret}")
	click.echo(json.dumps({name: entry}))


if __name__ == "__main__":
	main()
