"""The command line of campaigns: ``python -m campaigns.app.cli``."""

import json
from pathlib import Path
from typing import TextIO

import click

from campaigns.config import CampaignsConfig
from campaigns.use_cases.keys import write_new_keys
from campaigns.wiring import Wiring
from chasqui.contracts.access import Role
from chasqui.kernel.errors import AppError


@click.group()
def main() -> None:
	"""Keys and staff accounts."""


@main.command()
@click.argument("private", type=click.Path(path_type=Path))
@click.argument("public", type=click.Path(path_type=Path))
@click.option("--kid", default="chasqui-1", help="Name of the key.")
def make_keys(private: Path, public: Path, kid: str) -> None:
	"""Write a new signing key (PRIVATE, a JWKS) and its public part (PUBLIC)."""
	write_new_keys(private, public, kid)


@main.command()
@click.argument("file", type=click.File("r", encoding="utf-8"))
def ensure_staff(file: TextIO) -> None:
	"""Make or renew the accounts of FILE: JSON, a list of {username, name, roles, password}."""
	wiring = Wiring(CampaignsConfig())
	with wiring.database.open_session() as session:
		directory = wiring.make_staff_directory(session)
		for item in json.load(file):
			roles = [Role(role) for role in item["roles"]]
			directory.ensure_account(item["username"], item["name"], roles, item["password"])
			click.echo(item["username"])


@main.command()
@click.argument("username")
def disable_staff(username: str) -> None:
	"""Let USERNAME sign in no more, and end what is open in that name."""
	wiring = Wiring(CampaignsConfig())
	try:
		with wiring.database.open_session() as session:
			wiring.make_staff_directory(session).disable_by_username(username)
	except AppError as error:
		raise click.ClickException(error.detail) from error
	click.echo(username)


if __name__ == "__main__":
	main()
