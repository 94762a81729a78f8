"""The tables of the DynamoDB store: one that stays, and one per version of the records.

A version is deleted by dropping its table, which costs nothing; deleting its millions of
items would. `<table>` holds the state (which version is current, who is writing), who was
erased and the audit, whose items end by themselves (TTL); `<table>-v<n>` the records and
their words.

The state is one item, so that a single conditional write changes the version over only while the
lock is held.
"""

import re
import secrets
from typing import Any

from botocore.exceptions import ClientError

from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict
from risk_soap.repositories.dynamo_calls import is_refused, read_code
from risk_soap.repositories.store import BUSY, LOCK_SECONDS, LOST, OTHER_KEY

NAME_INDEX = "by_name"
TTL_FIELD = "expires"
STATE = {"pk": {"S": "META"}, "sk": {"S": "STATE"}}
KEYS = [("pk", "HASH"), ("sk", "RANGE")]
MINE = "holder = :holder"


class DynamoTableRepository:
	"""Creates, finds and drops tables; `name` is that of the one that stays."""

	def __init__(self, client: Any, name: str) -> None:
		self._client = client
		self.name = name

	def create(self) -> bool:
		"""Create the table that stays, with its TTL; say whether it was missing."""
		is_new = self._create_table(self.name)
		answer = self._client.describe_time_to_live(TableName=self.name)
		if answer["TimeToLiveDescription"]["TimeToLiveStatus"] not in ("ENABLED", "ENABLING"):
			self._client.update_time_to_live(
				TableName=self.name,
				TimeToLiveSpecification={"Enabled": True, "AttributeName": TTL_FIELD},
			)
		return is_new

	def name_version(self, version: str) -> str:
		return f"{self.name}-v{version}"

	def create_version(self, version: str) -> None:
		"""Create the table of a version, with its index of names."""
		index = {
			"IndexName": NAME_INDEX,
			"KeySchema": _build_keys([("name_key", "HASH"), ("pk", "RANGE")]),
			"Projection": {"ProjectionType": "ALL"},
		}
		self._create_table(self.name_version(version), GlobalSecondaryIndexes=[index])

	def drop_others(self, kept: str) -> None:
		"""Drop the tables of all versions but one."""
		pattern = re.compile(re.escape(self.name) + r"-v(\d+)")
		for page in self._client.get_paginator("list_tables").paginate():
			for name in page["TableNames"]:
				match = pattern.fullmatch(name)
				if match and match[1] != kept:
					self._drop(name)

	def read_current(self) -> str:
		"""Return the version that readers see, or an empty text."""
		answer = self._client.get_item(TableName=self.name, Key=STATE, ConsistentRead=True)
		return read_version(answer.get("Item"))

	def _create_table(self, name: str, **more: Any) -> bool:
		fields = ["pk", "sk", *(["name_key"] if more else [])]
		try:
			self._client.create_table(
				TableName=name,
				BillingMode="PAY_PER_REQUEST",
				KeySchema=_build_keys(KEYS),
				AttributeDefinitions=[
					{"AttributeName": field, "AttributeType": "S"} for field in fields
				],
				**more,
			)
		except ClientError as error:
			if read_code(error) != "ResourceInUseException":
				raise
			return False
		waiting = {"Delay": 1, "MaxAttempts": 120}
		self._client.get_waiter("table_exists").wait(TableName=name, WaiterConfig=waiting)
		return True

	def _drop(self, name: str) -> None:
		try:
			self._client.delete_table(TableName=name)
		except ClientError as error:  # another is dropping it, or has
			gone = ("ResourceNotFoundException", "ResourceInUseException")
			if read_code(error) not in gone:
				raise


class DynamoStateRepository:
	"""The state as one writer sees and changes it.

	:raises Conflict: see `RiskWriter`
	"""

	def __init__(self, client: Any, table: str) -> None:
		self._client = client
		self._table = table
		self._holder = secrets.token_hex(8)

	def check_proof(self, proof: str) -> None:
		"""Refuse a secret other than that of the first writer."""
		answer = self._update("SET proof = if_not_exists(proof, :proof)", {":proof": {"S": proof}})
		if answer["proof"]["S"] != proof:
			raise Conflict(OTHER_KEY, code="other_key")

	def lock(self) -> None:
		"""Become the writer, if there is none or its time is over."""
		now = {":now": {"N": str(int(read_now().timestamp()))}}
		free = "attribute_not_exists(holder) OR holds_until < :now"
		change = "SET holder = :holder, holds_until = :end"
		try:
			self._update(change, {**self._name_holder(), **_find_end(), **now}, free)
		except ClientError as error:
			raise _explain(error, Conflict(BUSY, code="busy")) from error

	def renew(self) -> None:
		"""Stay the writer for longer."""
		self._change("SET holds_until = :end", _find_end())

	def count_version(self) -> str:
		"""Return the number of a new version."""
		answer = self._change("ADD versions :one", {":one": {"N": "1"}})
		return str(answer["versions"]["N"])

	def publish(self, version: str) -> None:
		"""Let readers see a version."""
		self._change("SET version = :version", {":version": {"S": version}})

	def release(self) -> None:
		"""Stop being the writer; who no longer was one changes nothing."""
		try:
			self._update("REMOVE holder, holds_until", self._name_holder(), MINE)
		except ClientError as error:
			if not is_refused(error):
				raise

	def _change(self, change: str, values: Any) -> Any:
		try:
			return self._update(change, {**values, **self._name_holder()}, MINE)
		except ClientError as error:
			raise _explain(error, Conflict(LOST, code="lost")) from error

	def _update(self, change: str, values: Any, condition: str | None = None) -> Any:
		"""Change the item and return it."""
		given = {"ConditionExpression": condition} if condition else {}
		answer = self._client.update_item(
			TableName=self._table,
			Key=STATE,
			UpdateExpression=change,
			ExpressionAttributeValues=values,
			ReturnValues="ALL_NEW",
			**given,
		)
		return answer["Attributes"]

	def _name_holder(self) -> Any:
		return {":holder": {"S": self._holder}}


def read_version(item: Any) -> str:
	"""Return the version that the item of the state names, or an empty text."""
	return str(item["version"]["S"]) if item and "version" in item else ""


def _build_keys(keys: list[tuple[str, str]]) -> list[dict[str, str]]:
	return [{"AttributeName": name, "KeyType": kind} for name, kind in keys]


def _find_end() -> Any:
	return {":end": {"N": str(int(read_now().timestamp()) + LOCK_SECONDS)}}


def _explain(error: ClientError, conflict: Conflict) -> Exception:
	return conflict if is_refused(error) else error
