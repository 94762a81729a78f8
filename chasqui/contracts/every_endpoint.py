"""All endpoints that the contracts declare, found on the disk: nobody lists them."""

import importlib
import pkgutil
from functools import cache
from typing import Any

from chasqui.contracts import endpoints
from chasqui.contracts.endpoint import Endpoint

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
