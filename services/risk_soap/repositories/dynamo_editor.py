"""Writes risk records in DynamoDB, one writer at a time.

The lock is an item with the writer's token and an end; each batch renews it, and the version
changes over only while it is held.
"""

import secrets
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from botocore.exceptions import ClientError

from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, Unavailable
from risk_soap.domain.records import RiskRecord
from risk_soap.repositories.dynamo_calls import (
	MOST_READ,
	DynamoBatches,
	cut_in_chunks,
	is_refused,
	translate_failures,
)
from risk_soap.repositories.dynamo_records import ONLY
from risk_soap.repositories.dynamo_tables import COUNTER, CURRENT, LOCK, PROOF, DynamoTables
from risk_soap.repositories.dynamo_version import DynamoVersion
from risk_soap.repositories.store import BUSY, LOCK_SECONDS, LOST, OTHER_KEY


class DynamoRiskEditor:
	"""See `RiskEditor`; `proof` is that of the marks' secret."""

	def __init__(self, client: Any, tables: DynamoTables, *, proof: str) -> None:
		self._client = client
		self._tables = tables
		self._batches = DynamoBatches(client)
		self._proof = proof
		self._token = secrets.token_hex(8)
		self._version = ""
		self._is_new = False

	def __enter__(self) -> Self:
		with translate_failures():
			self._check_proof()
			if not self._try_write(
				LOCK,
				{"token": {"S": self._token}, "ends": {"N": str(self._find_end())}},
				"attribute_not_exists(pk) OR ends < :now",
				{":now": {"N": str(int(read_now().timestamp()))}},
			):
				raise Conflict(BUSY, code="busy")
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
					self._tables.drop_others(self._tables.read_current())
				self._release()
		except Unavailable:
			if error is None:
				raise

	def begin(self) -> None:
		with translate_failures():
			self._tables.drop_others(self._version)
			answer = self._client.update_item(
				TableName=self._tables.name,
				Key=COUNTER,
				UpdateExpression="ADD versions :one",
				ExpressionAttributeValues={":one": {"N": "1"}},
				ReturnValues="UPDATED_NEW",
			)
			self._version = answer["Attributes"]["versions"]["N"]
			self._is_new = True
			self._tables.create_version(self._version)

	def put(self, records: Sequence[RiskRecord]) -> int:
		if not self._version:  # an update of nothing
			self.begin()
			self.publish()
		written = 0
		with translate_failures():
			for batch in cut_in_chunks(records, MOST_READ):
				self._renew()
				written += self._open_version().put(batch)
		return written

	def publish(self) -> None:
		table = self._tables.name
		check = {
			"TableName": table,
			"Key": LOCK,
			"ConditionExpression": "#token = :token",
			"ExpressionAttributeNames": {"#token": "token"},
			"ExpressionAttributeValues": {":token": {"S": self._token}},
		}
		pointer = {"TableName": table, "Item": {**CURRENT, "version": {"S": self._version}}}
		with translate_failures():
			try:
				self._client.transact_write_items(
					TransactItems=[{"ConditionCheck": check}, {"Put": pointer}]
				)
			except ClientError as error:
				raise _explain(error) from error
			self._is_new = False
			self._tables.drop_others(self._version)

	def forget(self, keys: Sequence[str], marks: Sequence[str]) -> bool:
		with translate_failures():
			self._renew()
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

	def find_forgotten(self, marks: Sequence[str]) -> set[str]:
		table, found = self._tables.name, set()
		with translate_failures():
			for chunk in cut_in_chunks(list(set(marks)), MOST_READ):
				items = self._batches.read({table: [_build_mark(mark) for mark in chunk]})[table]
				found |= {item["pk"]["S"].removeprefix("FORGOTTEN#") for item in items}
		return found

	def _open_version(self) -> DynamoVersion:
		return DynamoVersion(self._client, self._tables.name_version(self._version))

	def _check_proof(self) -> None:
		self._try_write(PROOF, {"proof": {"S": self._proof}}, "attribute_not_exists(pk)")
		answer = self._client.get_item(TableName=self._tables.name, Key=PROOF, ConsistentRead=True)
		if answer["Item"]["proof"]["S"] != self._proof:
			raise Conflict(OTHER_KEY, code="other_key")

	def _try_write(
		self, key: Any, fields: Any, condition: str, values: Any = None, names: Any = None
	) -> bool:
		"""Write an item if the condition holds; say whether it did."""
		given = {"ExpressionAttributeValues": values} if values else {}
		given |= {"ExpressionAttributeNames": names} if names else {}
		try:
			self._client.put_item(
				TableName=self._tables.name,
				Item={**key, **fields},
				ConditionExpression=condition,
				**given,
			)
		except ClientError as error:
			if is_refused(error):
				return False
			raise
		return True

	def _renew(self) -> None:
		"""Hold the lock for longer, or find that it is lost."""
		fields = {"token": {"S": self._token}, "ends": {"N": str(self._find_end())}}
		held = {":token": {"S": self._token}}
		if not self._try_write(LOCK, fields, "#token = :token", held, {"#token": "token"}):
			raise Conflict(LOST, code="lost")

	def _release(self) -> None:
		try:
			self._client.delete_item(
				TableName=self._tables.name,
				Key=LOCK,
				ConditionExpression="#token = :token",
				ExpressionAttributeNames={"#token": "token"},
				ExpressionAttributeValues={":token": {"S": self._token}},
			)
		except ClientError as error:
			if not is_refused(error):
				raise

	def _find_end(self) -> int:
		return int(read_now().timestamp()) + LOCK_SECONDS


def _build_mark(mark: str) -> Any:
	return {"pk": {"S": f"FORGOTTEN#{mark}"}, "sk": ONLY}


def _explain(error: ClientError) -> Exception:
	return Conflict(LOST, code="lost") if is_refused(error) else error
