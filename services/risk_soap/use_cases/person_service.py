"""What a person may ask of the risk service: who looked at their data, and to be erased."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from chasqui.kernel.clock import read_now
from risk_soap.domain.persons import (
	Access,
	BadIdentity,
	PersonHasher,
	PersonIdentity,
	read_identity,
)
from risk_soap.repositories.store import RiskStore, RiskWriter
from risk_soap.use_cases.refusals import refuse_identity


class PersonService:
	"""`retention` is how long look-ups are remembered."""

	def __init__(
		self,
		store: RiskStore,
		open_editor: Callable[[], RiskWriter],
		marker: PersonHasher,
		*,
		retention: timedelta,
	) -> None:
		self._store = store
		self._open_editor = open_editor
		self._marker = marker
		self._retention = retention

	def list_accesses(self, id_type: str, id_number: str) -> Iterator[Access]:
		"""Yield who looked a person up and why, the oldest first.

		:raises Invalid: the identification is not one of its type
		:raises Unavailable: the store does not answer
		"""
		identity = _read_identity(id_type, id_number)
		since = read_now() - self._retention
		for mark in self._mark_all(identity):
			yield from self._store.list_accesses(mark, since)

	def erase(self, id_type: str, id_number: str) -> bool:
		"""Remove a person from every index; no load brings them back. Say if there was a record.

		:raises Invalid: the identification is not one of its type
		:raises Conflict: a load is under way; ask again when it has ended
		:raises Unavailable: the store does not answer
		"""
		identity = _read_identity(id_type, id_number)
		with self._open_editor() as editor:
			return editor.erase(identity.keys, self._mark_all(identity))

	def lift(self, id_type: str, id_number: str) -> bool:
		"""Let an erased person be loaded again; say whether they had been erased.

		:raises Invalid: the identification is not one of its type
		:raises Conflict: a load is under way
		:raises Unavailable: the store does not answer
		"""
		identity = _read_identity(id_type, id_number)
		with self._open_editor() as editor:
			return editor.lift(self._mark_all(identity))

	def _mark_all(self, identity: PersonIdentity) -> list[str]:
		return [self._marker.mark(key) for key in identity.keys]


def _read_identity(id_type: str, id_number: str) -> PersonIdentity:
	try:
		return read_identity(id_type, id_number)
	except BadIdentity as error:
		raise refuse_identity(error) from error
