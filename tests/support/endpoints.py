"""What the contracts declare, by service and by path."""

import re

from chasqui.contracts.access import Service
from chasqui.contracts.endpoint import PARAMETER
from chasqui.contracts.every_endpoint import Declared, load_endpoints


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
