"""The tables of the DynamoDB store: one that stays, and one per version of the records.

A version is forgotten by dropping its table, which costs nothing; deleting its millions of
items would. `<table>` holds the state (which version is current, who is writing), who was
forgotten and the audit, whose items end by themselves (TTL); `<table>-v<n>` the records and
their words.
"""

import re
from typing import Any

from botocore.exceptions import ClientError

from risk_soap.repositories.dynamo_calls import read_code

NAME_INDEX = "by_name"
TTL_FIELD = "expires"
STATE = {"pk": {"S": "META"}, "sk": {"S": "STATE"}}
KEYS = [("pk", "HASH"), ("sk", "RANGE")]


class DynamoTables:
	"""Creates, finds and drops tables; `name` is that of the one that stays."""

	def __init__(self, client: Any, name: str) -> None:
		self._client = client
		self.name = name

	def create(self) -> bool:
		"""Create the table that stays, with its TTL; say whether it was missing."""
		is_new = self._create_table(self.name)
		told = self._client.describe_time_to_live(TableName=self.name)
		if told["TimeToLiveDescription"]["TimeToLiveStatus"] not in ("ENABLED", "ENABLING"):
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


def read_version(item: Any) -> str:
	"""Return the version that the item of the state names, or an empty text."""
	return str(item["version"]["S"]) if item and "version" in item else ""


def _build_keys(keys: list[tuple[str, str]]) -> list[dict[str, str]]:
	return [{"AttributeName": name, "KeyType": kind} for name, kind in keys]
