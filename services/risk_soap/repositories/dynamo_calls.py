"""Talks to DynamoDB: the client, batches until nothing is left, failures as the service knows."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from chasqui.kernel.errors import Unavailable
from chasqui.kernel.texts.text import say
from risk_soap.repositories.store import DOWN

# Limits of the service: BatchGetItem, BatchWriteItem, TransactWriteItems.
MOST_READ, MOST_WRITTEN, MOST_TRANSACTED = 100, 25, 100
MOST_TRIES = 8
FIRST_WAIT, LONGEST_WAIT = 0.02, 2.0
WRITERS = 8
NO_TABLE = "ResourceNotFoundException"
NOT_CREATED = say("Falta la tabla de la central de riesgos; créela con: chasqui risk-tables")
Item = dict[str, Any]


def build_client(*, region: str, url: str, seconds: float, attempts: int) -> Any:
	"""Return a client that waits `seconds` and repeats throttled calls, ever more slowly.

	An empty `url` is the region's own. Credentials come as boto3 finds them.
	"""
	return boto3.client(
		"dynamodb",
		region_name=region,
		endpoint_url=url or None,
		config=Config(
			connect_timeout=seconds,
			read_timeout=seconds,
			retries={"mode": "standard", "total_max_attempts": attempts},
			max_pool_connections=2 * WRITERS,
		),
	)


@contextmanager
def translate_failures() -> Iterator[None]:
	"""Turn the client's failures into the one kind that the service knows."""
	try:
		yield
	except (BotoCoreError, ClientError) as error:
		if isinstance(error, ClientError) and read_code(error) == NO_TABLE:
			raise Unavailable(NOT_CREATED, code="no_table") from error
		raise Unavailable(DOWN, code="store_down") from error


def is_refused(error: ClientError) -> bool:
	"""Say whether a condition of a write did not hold, alone or within a transaction."""
	response: Any = error.response
	reasons = [reason.get("Code") for reason in response.get("CancellationReasons", [])]
	is_alone = read_code(error) == "ConditionalCheckFailedException"
	return is_alone or "ConditionalCheckFailed" in reasons


def read_code(error: ClientError) -> str:
	return str(error.response["Error"]["Code"])


class DynamoBatchClient:
	"""Batches of any length: what the service leaves undone is asked again after a while."""

	def __init__(self, client: Any, sleep: Callable[[float], None] = time.sleep) -> None:
		self._client = client
		self._sleep = sleep

	def read(self, wanted: dict[str, list[Item]]) -> dict[str, list[Item]]:
		"""Return the items of up to `MOST_READ` keys by table, all as last written.

		:raises Unavailable: the service keeps leaving some out
		"""
		found: dict[str, list[Item]] = {table: [] for table in wanted}
		left: Any = {
			table: {"Keys": keys, "ConsistentRead": True} for table, keys in wanted.items() if keys
		}

		def read_some() -> bool:
			nonlocal left
			answer = self._client.batch_get_item(RequestItems=left)
			for table, items in answer["Responses"].items():
				found[table] += items
			left = answer.get("UnprocessedKeys")
			return not left

		if left:
			self._repeat(read_some)
		return found

	def write(self, table: str, requests: Sequence[Item]) -> None:
		"""Do all put and delete requests, several batches at a time.

		:raises Unavailable: the service keeps leaving some out
		"""
		batches = cut_in_chunks(requests, MOST_WRITTEN)
		if len(batches) == 1:
			self._write_batch(table, batches[0])
		elif batches:
			with ThreadPoolExecutor(WRITERS) as pool:
				list(pool.map(lambda batch: self._write_batch(table, batch), batches))

	def _write_batch(self, table: str, batch: Sequence[Item]) -> None:
		left: Any = {table: list(batch)}

		def write_some() -> bool:
			nonlocal left
			left = self._client.batch_write_item(RequestItems=left).get("UnprocessedItems")
			return not left

		self._repeat(write_some)

	def _repeat(self, do_some: Callable[[], bool]) -> None:
		"""Call until it says that nothing is left, waiting twice as long each time."""
		for tried in range(MOST_TRIES):
			if do_some():
				return
			longest = min(FIRST_WAIT * 2**tried, LONGEST_WAIT)
			self._sleep(longest * (0.5 + random.random() / 2))  # noqa: S311 - no secret
		raise Unavailable(DOWN, code="store_down")


def cut_in_chunks(items: Sequence[Any], size: int) -> list[Sequence[Any]]:
	"""Return the items in lists of up to `size`."""
	return [items[start : start + size] for start in range(0, len(items), size)]
