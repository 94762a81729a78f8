"""The one item that says which version is current and who is writing.

Both stand together so that a single conditional write changes the version over only while the
lock is held.
"""

import secrets
from typing import Any

from botocore.exceptions import ClientError

from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict
from risk_soap.repositories.dynamo_calls import is_refused
from risk_soap.repositories.dynamo_tables import STATE
from risk_soap.repositories.store import BUSY, LOCK_SECONDS, LOST, OTHER_KEY

MINE = "holder = :holder"


class DynamoState:
	"""The state as one writer sees and changes it.

	:raises Conflict: see `RiskEditor`
	"""

	def __init__(self, client: Any, table: str) -> None:
		self._client = client
		self._table = table
		self._holder = secrets.token_hex(8)

	def check_proof(self, proof: str) -> None:
		"""Refuse a secret other than that of the first writer."""
		told = self._update("SET proof = if_not_exists(proof, :proof)", {":proof": {"S": proof}})
		if told["proof"]["S"] != proof:
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
		told = self._change("ADD versions :one", {":one": {"N": "1"}})
		return str(told["versions"]["N"])

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


def _find_end() -> Any:
	return {":end": {"N": str(int(read_now().timestamp()) + LOCK_SECONDS)}}


def _explain(error: ClientError, conflict: Conflict) -> Exception:
	return conflict if is_refused(error) else error
