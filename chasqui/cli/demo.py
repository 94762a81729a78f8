"""`chasqui demo`: the main job on real parts, from an empty database, then the portal."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

from chasqui.cli.up import PORT_OPTION, console, show_places, start_suite
from chasqui.demo.correspondence import cross_mails
from chasqui.demo.history import import_history
from chasqui.demo.story import Story
from chasqui.demo.suite_client import SuiteClient
from chasqui.demo.summary import show_summary
from chasqui.demo.waiting import StoryError
from chasqui.kernel.errors import AppError
from chasqui.stack.endings import raise_endings
from chasqui.stack.places import REPOSITORY, choose_postgres_folder
from chasqui.stack.suite import Suite

CUSTOMERS = 50_000
SEED = 2026
BUYERS = 2000  # whose purchases of former years are imported


@click.command()
@click.option("--exit", "exits", is_flag=True, help="Termina al acabar la historia.")
@click.option("--customers", default=CUSTOMERS, show_default=True, help="Clientes sintéticos.")
@click.option(
	"--var", type=click.Path(path_type=Path), default=Path("var/demo"), help="Se vacía al empezar."
)
@PORT_OPTION
def demo(exits: bool, customers: int, var: Path, port_base: int | None) -> None:
	"""Cuenta la historia completa: importar, segmentar, enviar, llamar. Luego sirve el portal."""
	if "CHASQUI_SMTP_URL" in os.environ:
		raise click.ClickException("La demostración solo envía a su propio buzón.")
	shutil.rmtree(choose_postgres_folder(var.resolve()), ignore_errors=True)
	shutil.rmtree(var, ignore_errors=True)
	suite = start_suite(var, port_base)
	raise_endings()
	try:
		is_good = show_story(suite, customers)
		show_places(suite)
		if not exits:
			console.print(
				"Ctrl-C para terminar. Para volver a estos datos: chasqui up --var var/demo"
			)
			suite.serve()
	except (StoryError, AppError) as error:
		raise click.ClickException(str(error)) from error
	finally:
		suite.stop()
	if not is_good:
		raise click.ClickException("Las cuentas no cuadran.")


def show_story(suite: Suite, customers: int) -> bool:
	"""Run the story; return whether its counts reconcile."""
	folder = suite.var / "sample"
	suite_client = SuiteClient.read(suite.var)
	story = Story(suite_client, console)
	console.rule("1 · Clientes")
	_run_tool("chasqui.cli.main", "sample-data", "--customers", str(customers),
		"--seed", str(SEED), "--out", str(folder), "--buyers", str(BUYERS))  # fmt: skip
	story.import_customers(folder / "customers.csv")
	story.fill_catalogue()
	story.history = import_history(suite_client, console, folder / "ventas.csv")
	_run_tool(
		"risk_soap.app.load",
		str(folder / "risk.csv"),
		environment=suite.read_environment("risk_soap"),
	)
	console.rule("2 · Campaña")
	story.create_campaign()
	console.rule("3 · Correo mensual")
	story.send_monthly()
	console.rule("4 · Correo a demanda, con diseño propio")
	story.send_on_demand()
	console.rule("5 · Riesgo y llamadas")
	story.call_customers()
	console.rule("6 · Ventas")
	story.sell()
	console.rule("7 · Correspondencia")
	story.correspondence = cross_mails(suite_client, console)
	console.rule("8 · Calidad de datos y cuentas")
	story.review_quality()
	story.read_log()
	story.read_figures()
	story.fill_campaigns()
	return show_summary(console, story, suite_client)


def _run_tool(module: str, *arguments: str, environment: dict[str, str] | None = None) -> None:
	"""Run one of the suite's own commands as a person would."""
	subprocess.run(  # noqa: S603 - commands are our own
		[sys.executable, "-m", module, *arguments],
		env={**os.environ, **(environment or {})},
		cwd=REPOSITORY,
		check=True,
	)
