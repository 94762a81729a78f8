"""Loads batches side by side, each lane on a connection of its own, and commits them in order."""

from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import psycopg

from customers.imports.repositories.loader import Batch, ImportLease, ImportLoader


@dataclass(frozen=True)
class Lane:
	"""A connection, and what loads on it; each batch is a transaction of its own."""

	connection: psycopg.Connection[Any]
	loader: ImportLoader


Loading = tuple[Lane, Batch, Future[dict[str, int]]]


def open_lane(connection: psycopg.Connection[Any], lease: ImportLease) -> Lane:
	"""Return a lane on a connection without autocommit."""
	loader = ImportLoader(connection, lease)
	loader.prepare()
	connection.commit()
	return Lane(connection, loader)


def load_in_order(batches: Iterable[Batch], lanes: Sequence[Lane]) -> Generator[int, None, None]:
	"""Yield, for each batch that is durable, how many rows it brought.

	A batch is committed once all before it are. An identity stands once in a file, so that two
	batches never want the same customer and none waits for another's lock.

	:raises LeaseLost: whatever is not committed must be rolled back
	"""
	under_way: deque[Loading] = deque()
	with ThreadPoolExecutor(len(lanes), thread_name_prefix="import") as pool:
		# A lane's turn comes again when its batch is the oldest, which is committed first.
		for batch, lane in zip(batches, cycle(lanes), strict=False):
			if len(under_way) == len(lanes):
				yield _commit(under_way.popleft())
			under_way.append((lane, batch, pool.submit(lane.loader.load, batch)))
		while under_way:
			yield _commit(under_way.popleft())


def _commit(loading: Loading) -> int:
	lane, batch, counts = loading
	lane.loader.count(counts.result())
	lane.connection.commit()
	return len(batch.rows)
