"""`chasqui up`: the whole suite on this machine."""

import json
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from chasqui.stack.endings import note_endings
from chasqui.stack.suite import AlreadyRunning, Suite

console = Console()
VAR_OPTION = click.option(
	"--var", type=click.Path(path_type=Path), default=Path("var"), help="Carpeta de datos."
)
PORT_OPTION = click.option("--port-base", type=int, help="Primer puerto; por omisión, 8000.")


@click.command()
@VAR_OPTION
@PORT_OPTION
def up(var: Path, port_base: int | None) -> None:
	"""Arranca toda la suite y la deja sirviendo hasta Ctrl-C."""
	suite = start_suite(var, port_base)
	try:
		show_places(suite)
		suite.serve()
	finally:
		console.print("Deteniendo…")
		suite.stop()


def start_suite(var: Path, port_base: int | None) -> Suite:
	"""Start the suite and report each step; a failure ends the command with its reason.

	From here on SIGTERM ends it in order, as Ctrl-C does.
	"""
	note_endings()
	suite = Suite(var, port_base=port_base)
	try:
		with console.status("Arrancando Chasqui…") as status:
			suite.start(lambda step: status.update(f"Arrancando Chasqui: {step}…"))
	except (AlreadyRunning, TimeoutError, RuntimeError) as error:
		suite.supervisor.stop_all()
		raise click.ClickException(str(error)) from error
	except BaseException:
		suite.stop()
		raise
	return suite


def show_places(suite: Suite) -> None:
	"""Print where the pages are and who may sign in."""
	document = json.loads((suite.var / "stack.json").read_text("utf-8"))
	table = Table(title="Chasqui está listo", show_header=False)
	table.add_row("Portal", document["portal"])
	table.add_row("Buzón de pruebas", document["mailbox"] or "—")
	for user in document["users"]:
		table.add_row(user["name"], f"{user['username']} / {user['password']}")
	table.add_row("Registros", str(suite.var / "log"))
	console.print(table)
