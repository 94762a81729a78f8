"""The tables of all services with what they declare about persons, found on the disk."""

import importlib
from functools import cache

from sqlalchemy import Table

from chasqui.kernel.personal.declarations import Declared, Impersonal, Personal, read_declarations
from chasqui.stack.places import REPOSITORY

SERVICES = REPOSITORY / "services"


@cache
def load_bases() -> dict[str, type[Declared]]:
	"""Return the base of the tables of every service that has migrations, its tables loaded."""
	found = {}
	for service in sorted(folder.parent.name for folder in SERVICES.glob("*/migrations")):
		importlib.import_module(f"{service}.features").load_metadata()
		found[service] = importlib.import_module(f"{service}.tables").Table
	return found


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
