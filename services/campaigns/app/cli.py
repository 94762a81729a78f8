"""The command line of campaigns: ``python -m campaigns.app.cli``."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from campaigns.accounts.use_cases.keys import write_new_keys
from campaigns.accounts.use_cases.staff_service import StaffService
from campaigns.app.wiring import Wiring
from campaigns.config import CampaignsConfig
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.accounts import normalize_email
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
	"""Make or renew the accounts of FILE: JSON, a list of {username, name, roles, password}, with
	`email` or without.
	"""
	with open_directory() as directory:
		for item in json.load(file):
			roles = [Role(role) for role in item["roles"]]
			email = normalize_email(item["email"]) if item.get("email") else None
			given = item["username"], item["name"], roles, item["password"]
			directory.ensure_account(*given, email=email)
			click.echo(item["username"])


@main.command()
@click.argument("username")
def disable_staff(username: str) -> None:
	"""Let USERNAME sign in no more, and end what is open in that name."""
	with open_directory() as directory:
		directory.disable(directory.find_id(username))
	click.echo(username)


@main.command()
@click.argument("username")
def enable_staff(username: str) -> None:
	"""Let USERNAME, whose account is disabled, sign in again."""
	with open_directory() as directory:
		directory.enable(directory.find_id(username))
	click.echo(username)


@main.command()
@click.argument("username")
def reset_second_factor(username: str) -> None:
	"""Take a lost second factor off USERNAME, and end what is open in that name."""
	with open_directory() as directory:
		directory.reset_second_factor(directory.find_id(username))
	click.echo(username)


@contextmanager
def open_directory() -> Iterator[StaffService]:
	"""Yield the accounts within one transaction; a refusal is shown as the command line does."""
	wiring = Wiring(CampaignsConfig())
	try:
		with wiring.database.open_session() as session:
			yield wiring.make_staff_service(session)
	except AppError as error:
		raise click.ClickException(str(error.detail)) from error
	except ValueError as error:  # as of a role that there is not, or what is no e-mail
		raise click.ClickException(str(error)) from error


if __name__ == "__main__":
	main()
