"""The command `chasqui`."""

import click

from chasqui.cli.up import up


@click.group()
def main() -> None:
	"""Chasqui: la suite de marketing, en esta máquina."""


main.add_command(up)
