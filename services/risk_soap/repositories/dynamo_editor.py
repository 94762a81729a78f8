"""Writes risk records in DynamoDB, one writer at a time."""

from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from chasqui.kernel.errors import Conflict, Unavailable
from risk_soap.domain.persons import RiskRecord
from risk_soap.repositories.dynamo_calls import (
	MOST_READ,
	DynamoBatchClient,
	cut_in_chunks,
	translate_failures,
)
from risk_soap.repositories.dynamo_records import ONLY, DynamoVersionWriter
from risk_soap.repositories.dynamo_table_repository import (
	DynamoStateRepository,
	DynamoTableRepository,
)


class DynamoRiskWriter:
	"""See `RiskWriter`; `proof` is that of the marks' secret."""

	def __init__(self, client: Any, tables: DynamoTableRepository, *, proof: str) -> None:
		self._client = client
		self._tables = tables
		self._batches = DynamoBatchClient(client)
		self._state = DynamoStateRepository(client, tables.name)
		self._proof = proof
		self._version = ""
		self._is_new = False

	def __enter__(self) -> Self:
		with translate_failures():
			self._state.check_proof(self._proof)
			self._state.lock()
			self._version = self._tables.read_current()
		return self

	def __exit__(
		self,
		kind: type[BaseException] | None,
		error: BaseException | None,
		trace: TracebackType | None,
	) -> None:
		try:
			with translate_failures():
				if self._is_new:
					self._state.renew()
					self._tables.drop_others(self._tables.read_current())
				self._state.release()
		except (Unavailable, Conflict):
			if error is None:
				raise

	def begin(self) -> None:
		with translate_failures():
			self._state.renew()
			self._tables.drop_others(self._version)
			self._version = self._state.count_version()
			self._is_new = True
			self._tables.create_version(self._version)

	def put(self, records: Sequence[RiskRecord]) -> int:
		if not self._version:  # an update of nothing
			self.begin()
			self.publish()
		written = 0
		with translate_failures():
			for batch in cut_in_chunks(records, MOST_READ):
				self._state.renew()
				written += self._open_version().put(batch)
		return written

	def publish(self) -> None:
		with translate_failures():
			self._state.publish(self._version)
			self._is_new = False
			self._tables.drop_others(self._version)

	def erase(self, keys: Sequence[str], marks: Sequence[str]) -> bool:
		with translate_failures():
			self._state.renew()
			puts = [{"PutRequest": {"Item": _build_mark(mark)}} for mark in marks]
			self._batches.write(self._tables.name, puts)
			return self._open_version().remove(keys) if self._version else False

	def lift(self, marks: Sequence[str]) -> bool:
		with translate_failures():
			answers = [
				self._client.delete_item(
					TableName=self._tables.name, Key=_build_mark(mark), ReturnValues="ALL_OLD"
				)
				for mark in marks
			]
		return any("Attributes" in answer for answer in answers)

	def find_erased(self, marks: Sequence[str]) -> set[str]:
		table, found = self._tables.name, set()
		with translate_failures():
			for chunk in cut_in_chunks(list(set(marks)), MOST_READ):
				items = self._batches.read({table: [_build_mark(mark) for mark in chunk]})[table]
				found |= {item["pk"]["S"].removeprefix("FORGOTTEN#") for item in items}
		return found

	def _open_version(self) -> DynamoVersionWriter:
		return DynamoVersionWriter(self._client, self._tables.name_version(self._version))


def _build_mark(mark: str) -> Any:
	return {"pk": {"S": f"FORGOTTEN#{mark}"}, "sk": ONLY}
