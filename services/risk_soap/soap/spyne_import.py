"""The one import of Spyne 2.14.0, its last release: import it from here and nowhere else.

Its bundled `six` finds modules by a method that Python 3.12 no longer calls, so there the
import of `spyne` fails. Loading that `six` first and giving its finder the present methods mends
it. (On 3.13 `cgi` comes from the package legacy-cgi.)
"""

import importlib.util
import logging
import sys
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

SIX = "spyne.util.six"


def mend_six() -> None:
	"""Make Spyne's `six` importable by the present import system."""
	if SIX in sys.modules:
		return
	package = PathFinder.find_spec("spyne")
	assert package is not None
	assert package.submodule_search_locations
	path = Path(package.submodule_search_locations[0]) / "util" / "six.py"
	spec = importlib.util.spec_from_file_location(SIX, path)
	assert spec is not None
	assert spec.loader is not None
	module = importlib.util.module_from_spec(spec)
	sys.modules[SIX] = module
	spec.loader.exec_module(module)
	_teach_finder(module._SixMetaPathImporter)


def _teach_finder(finder: Any) -> None:
	def find_spec(self: Any, name: str, *_: object) -> ModuleSpec | None:
		known = name in self.known_modules
		return importlib.util.spec_from_loader(name, self) if known else None

	def create_module(self: Any, spec: ModuleSpec) -> ModuleType:
		module: ModuleType = self.load_module(spec.name)
		return module

	def exec_module(*_: object) -> None:
		"""Do nothing: `create_module` has loaded it."""

	finder.find_spec = find_spec
	finder.create_module = create_module
	finder.exec_module = exec_module


mend_six()

from spyne import (  # noqa: E402
	Application,
	Boolean,
	ComplexModel,
	Date,
	DateTime,
	Fault,
	Integer32,
	ServiceBase,
	Unicode,
	rpc,
)
from spyne.context import MethodContext  # noqa: E402
from spyne.interface.wsdl import Wsdl11  # noqa: E402
from spyne.model.enum import Enum  # noqa: E402
from spyne.protocol.soap import Soap11, Soap12  # noqa: E402
from spyne.server import ServerBase  # noqa: E402

# Spyne logs whole faults and tracebacks, which may quote an identification.
logging.getLogger("spyne").setLevel(logging.CRITICAL + 1)

__all__ = [
	"Application", "Boolean", "ComplexModel", "Date", "DateTime", "Enum", "Fault", "Integer32",
	"MethodContext", "ServerBase", "ServiceBase", "Soap11", "Soap12", "Unicode", "Wsdl11", "rpc",
]  # fmt: skip
