"""The command `chasqui`."""

import click

from chasqui.cli.demo import demo
from chasqui.cli.import_file import import_file
from chasqui.cli.risk_load import risk_load
from chasqui.cli.sample_data import sample_data
from chasqui.cli.up import up


@click.group()
def main() -> None:
	"""Chasqui: la suite de marketing, en esta máquina."""


main.add_command(demo)
main.add_command(import_file)
main.add_command(risk_load)
main.add_command(sample_data)
main.add_command(up)

if __name__ == "__main__":
	main()
