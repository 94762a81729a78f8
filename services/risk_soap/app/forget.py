"""Erases a person: ``python -m risk_soap.app.forget ID_TYPE NUMBER``."""

import click

from chasqui.kernel.errors import AppError
from risk_soap.config import RiskConfig
from risk_soap.wiring import Wiring

ASK = "Se borrará el registro de {} y ninguna carga lo traerá de vuelta. ¿Seguir?"
ASK_LIFT = "Las próximas cargas podrán traer de nuevo a {}. ¿Seguir?"


@click.command()
@click.argument("id_type")
@click.argument("number")
@click.option("--lift", is_flag=True, help="Levanta un borrado anterior.")
@click.option("--yes", is_flag=True, help="No pide confirmación.")
def main(id_type: str, number: str, lift: bool, yes: bool) -> None:
	"""Borra a una persona de la central de riesgos (protección de datos)."""
	if not yes:
		click.confirm((ASK_LIFT if lift else ASK).format(f"{id_type} {number}"), abort=True)
	service = Wiring(RiskConfig()).make_person_service()
	try:
		done = service.lift(id_type, number) if lift else service.erase(id_type, number)
	except AppError as error:
		raise click.ClickException(str(error.detail)) from error
	if lift:
		click.echo("Borrado levantado." if done else "La persona no había pedido el borrado.")
	else:
		click.echo("Registro borrado." if done else "No había registro; el pedido queda anotado.")


if __name__ == "__main__":
	main()
