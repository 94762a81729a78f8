"""Used nonces in DynamoDB: one conditional write each; the items end by themselves (TTL)."""

from datetime import timedelta
from typing import Any

from botocore.exceptions import ClientError

from chasqui.kernel.clock import read_now
from risk_soap.repositories.dynamo_calls import is_refused, translate_failures
from risk_soap.repositories.dynamo_tables import TTL_FIELD


class DynamoNonces:
	"""See `NonceStore`; `table` is the one that stays."""

	def __init__(self, client: Any, table: str) -> None:
		self._client = client
		self._table = table

	def use(self, key: str, kept: timedelta) -> bool:
		expires = int((read_now() + kept).timestamp())
		item = {"pk": {"S": f"NONCE#{key}"}, "sk": {"S": "-"}, TTL_FIELD: {"N": str(expires)}}
		with translate_failures():
			try:
				self._client.put_item(
					TableName=self._table,
					Item=item,
					ConditionExpression="attribute_not_exists(pk)",
				)
			except ClientError as error:
				if not is_refused(error):
					raise
				return False
		return True
