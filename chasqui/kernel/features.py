"""A service as a list of features: whoever composes finds a layer of all of them by its name.

A feature declares what it gives to the service by having it: views in its `api`, tables in its
`models`, handlers in its `events`, work in its `tasks`. Nothing is loaded before it is asked for,
so that a worker never loads Flask.
"""

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the portal has no database and its image no SQLAlchemy
	from sqlalchemy import MetaData
	from sqlalchemy.orm import DeclarativeBase


class Features:
	def __init__(self, service: str, *names: str) -> None:
		"""Name a service's features in their order: each knows only those before it."""
		self.service = service
		self.names: Sequence[str] = names

	def load(self, layer: str) -> Iterator[Any]:
		"""Yield the modules of a layer, feature by feature; a feature may do without it."""
		for feature in self.names:
			name = f"{self.service}.{feature}.{layer}"
			if importlib.util.find_spec(name) is not None:
				module = importlib.import_module(name)
				yield module
				for part in pkgutil.iter_modules(getattr(module, "__path__", ())):
					yield importlib.import_module(f"{name}.{part.name}")

	def gather(self, layer: str, builder: str, *arguments: Any) -> Iterator[Any]:
		"""Return what the builders of that name make, in the modules of a layer that have one."""
		return (build(*arguments) for build in self.collect(layer, builder))

	def collect(self, layer: str, name: str) -> Iterator[Any]:
		"""Return what bears that name, in the modules of a layer that have it."""
		return (getattr(module, name) for module in self.load(layer) if hasattr(module, name))

	def load_tables(self, base: "type[DeclarativeBase]") -> "MetaData":
		"""Return the metadata of a service's base once it has the tables of all features."""
		for _ in self.load("models"):
			pass
		return base.metadata
