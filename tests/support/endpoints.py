"""All endpoints that the contracts declare, found on the disk."""

import importlib
import pkgutil
import re
from functools import cache
from typing import Any

from chasqui.contracts import endpoints
from chasqui.contracts.access import Service
from chasqui.contracts.endpoint import PARAMETER, Endpoint

Declared = Endpoint[..., Any]


@cache
def load_endpoints() -> tuple[Declared, ...]:
	"""Return every endpoint; `service` is None for those that all services have."""
	prefix = f"{endpoints.__name__}."
	modules = [
		importlib.import_module(part.name)
		for part in pkgutil.walk_packages(endpoints.__path__, prefix)
	]
	found = {id(one): one for module in modules for one in vars(module).values()}
	return tuple(one for one in found.values() if isinstance(one, Endpoint))


def list_of(service: Service) -> list[Declared]:
	"""Return what one service answers to."""
	return [one for one in load_endpoints() if one.service in (service, None)]


def find_endpoints(path: str) -> list[Declared]:
	"""Return the endpoints with this path, of all methods and services; fixed paths go first."""
	found = [
		one for one in load_endpoints() if re.fullmatch(PARAMETER.sub("[^/]+", one.path), path)
	]
	fixed = [one for one in found if one.path == path]
	return fixed or found
