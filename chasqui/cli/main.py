"""The command `chasqui`."""

import click

from chasqui.cli.demo import demo
from chasqui.cli.import_file import import_file
from chasqui.cli.risk import COMMANDS
from chasqui.cli.sample_data import sample_data
from chasqui.cli.up import up
from chasqui.kernel.process import keep_files_private


@click.group()
def main() -> None:
	"""Chasqui: la suite de marketing, en esta máquina."""
	keep_files_private()


main.add_command(demo)
main.add_command(import_file)
main.add_command(sample_data)
main.add_command(up)
for command in COMMANDS:
	main.add_command(command)

if __name__ == "__main__":
	main()
