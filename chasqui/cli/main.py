"""The command `chasqui`."""

from functools import cached_property
from importlib.metadata import EntryPoint, entry_points

import click

from chasqui.cli.demo import demo
from chasqui.cli.import_file import import_file
from chasqui.cli.messages import messages
from chasqui.cli.sample_data import sample_data
from chasqui.cli.up import up
from chasqui.kernel.process import keep_files_private

# Commands that services bring, as pyproject.toml declares them: no service is imported for that.
GROUP = "chasqui.commands"


class Suite(click.Group):
	"""The suite's own commands, and those of the services, loaded when they are asked for."""

	@cached_property
	def _brought(self) -> dict[str, EntryPoint]:
		return {one.name: one for one in entry_points(group=GROUP)}

	def list_commands(self, ctx: click.Context) -> list[str]:
		return sorted([*super().list_commands(ctx), *self._brought])

	def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
		if cmd_name not in self._brought:
			return super().get_command(ctx, cmd_name)
		command: click.Command = self._brought[cmd_name].load()
		command.name = cmd_name
		return command


@click.group(cls=Suite)
def main() -> None:
	"""Chasqui: la suite de marketing, en esta máquina."""
	keep_files_private()


for own in (demo, import_file, messages, sample_data, up):
	main.add_command(own)

if __name__ == "__main__":
	main()
