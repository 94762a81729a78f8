"""What DynamoDB leaves undone or refuses for a while is asked again."""

from typing import Any

import pytest
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError

from chasqui.kernel.errors import Unavailable
from risk_soap.repositories.dynamo_calls import (
	MOST_TRIES,
	DynamoBatchClient,
	build_client,
	is_refused,
)

TABLE = "riesgos"
KEYS = [{"pk": {"S": f"ID#{n}"}, "sk": {"S": "-"}} for n in range(10)]


class ShyClient:
	"""Does `most` things of a batch at a time and leaves the rest."""

	def __init__(self, most: int) -> None:
		self._most = most
		self.written: list[Any] = []

	def batch_get_item(self, RequestItems: Any) -> Any:  # noqa: N803
		keys = RequestItems[TABLE]["Keys"]
		answer: dict[str, Any] = {"Responses": {TABLE: keys[: self._most]}}
		if left := keys[self._most :]:
			answer["UnprocessedKeys"] = {TABLE: {"Keys": left, "ConsistentRead": True}}
		return answer

	def batch_write_item(self, RequestItems: Any) -> Any:  # noqa: N803
		requests = RequestItems[TABLE]
		self.written += requests[: self._most]
		left = requests[self._most :]
		return {"UnprocessedItems": {TABLE: left} if left else {}}


class TestDynamoBatches:
	@pytest.mark.covers("K30")
	def test_keys_left_out_are_read_again_after_a_longer_while(self) -> None:
		waits: list[float] = []
		found = DynamoBatchClient(ShyClient(3), waits.append).read({TABLE: KEYS})
		assert found == {TABLE: KEYS}
		assert len(waits) == 3
		assert waits[2] > waits[0] > 0

	def test_items_left_out_are_written_again(self) -> None:
		client = ShyClient(7)
		requests = [{"PutRequest": {"Item": {"pk": {"S": str(n)}}}} for n in range(60)]
		DynamoBatchClient(client, lambda _: None).write(TABLE, requests)
		assert sorted(map(repr, client.written)) == sorted(map(repr, requests))

	def test_it_gives_up_in_the_end(self) -> None:
		waits: list[float] = []
		with pytest.raises(Unavailable):
			DynamoBatchClient(ShyClient(0), waits.append).read({TABLE: KEYS})
		assert len(waits) == MOST_TRIES

	def test_nothing_is_asked_for_nothing(self) -> None:
		batches = DynamoBatchClient(None)
		assert batches.read({TABLE: []}) == {TABLE: []}
		batches.write(TABLE, [])


class TestClient:
	@pytest.mark.parametrize("throttled", [2, 3])
	def test_throttled_calls_are_repeated(
		self, monkeypatch: pytest.MonkeyPatch, throttled: int
	) -> None:
		monkeypatch.setenv("AWS_ACCESS_KEY_ID", "prueba")
		monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "prueba")
		client = build_client(region="us-east-1", url="http://127.0.0.1:1", seconds=1, attempts=3)
		answers = [THROTTLED] * throttled + [b'{"Item": {"pk": {"S": "x"}}}']
		asked = []

		def answer(request: Any, **_: Any) -> AWSResponse:
			body = answers[len(asked)]
			asked.append(request.url)
			status = 400 if body is THROTTLED else 200
			return AWSResponse(request.url, status, {}, Raw(body))

		client.meta.events.register("before-send.dynamodb.GetItem", answer)
		monkeypatch.setattr("time.sleep", lambda _: None)
		if throttled < 3:
			assert client.get_item(TableName=TABLE, Key=KEYS[0])["Item"] == {"pk": {"S": "x"}}
		else:
			with pytest.raises(ClientError, match="Throughput"):
				client.get_item(TableName=TABLE, Key=KEYS[0])
		assert len(asked) == 3


class TestIsRefused:
	@pytest.mark.parametrize(
		("code", "reasons", "expected"),
		[
			("ConditionalCheckFailedException", [], True),
			("TransactionCanceledException", ["None", "ConditionalCheckFailed"], True),
			("TransactionCanceledException", ["ThrottlingError"], False),
			("ValidationException", [], False),
		],
	)
	def test_only_a_condition_counts(self, code: str, reasons: list[str], expected: bool) -> None:
		told: Any = {
			"Error": {"Code": code},
			"CancellationReasons": [{"Code": reason} for reason in reasons],
		}
		assert is_refused(ClientError(told, "PutItem")) is expected


THROTTLED = (
	b'{"__type": "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",'
	b' "message": "Throughput"}'
)


class Raw:
	"""A body as urllib3 gives it."""

	def __init__(self, body: bytes) -> None:
		self._body = body

	def stream(self, *_: Any, **__: Any) -> Any:
		yield self._body
