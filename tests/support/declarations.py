"""The tables of all services with what they declare about persons, found on the disk."""

import importlib
from functools import cache

from sqlalchemy import Table

from chasqui.personal.declarations import Declared, Impersonal, Personal, read_declarations
from chasqui.stack.places import REPOSITORY

SERVICES = REPOSITORY / "services"
TABLE_MODULES = {"models", "tables"}


@cache
def load_bases() -> dict[str, type[Declared]]:
	"""Return the base of the tables of every service that has migrations."""
	for folder in SERVICES.glob("*/migrations"):
		for path in sorted(folder.parent.rglob("*.py")):
			names = path.relative_to(SERVICES).with_suffix("").parts
			if TABLE_MODULES & {*names}:
				importlib.import_module(".".join(names).removesuffix(".__init__"))
	return {base.__module__.partition(".")[0]: base for base in Declared.__subclasses__()}


def list_tables() -> list[tuple[str, Table, Personal | Impersonal]]:
	"""Return service, table and declaration of every table."""
	return [
		(service, table, rule)
		for service, base in sorted(load_bases().items())
		for table, rule in read_declarations(base.registry)  # type: ignore[attr-defined]
	]


def list_personal() -> list[tuple[str, Table, Personal]]:
	"""Return service, table and declaration of every table that refers to persons."""
	return [(s, table, rule) for s, table, rule in list_tables() if isinstance(rule, Personal)]
