"""Loads batches side by side, each lane on a connection of its own, and commits them in order."""

from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import cycle

from customers.imports.repositories.loader import Batch, ImportLoader

Loading = tuple[ImportLoader, Batch, Future[dict[str, int]]]


def load_in_order(
	batches: Iterable[Batch], loaders: Sequence[ImportLoader]
) -> Generator[int, None, None]:
	"""Yield, for each batch that is durable, how many rows it brought.

	A batch is committed once all before it are. An identity stands once in a file, so that two
	batches never want the same customer and none waits for another's lock.

	:raises LeaseLost: whatever is not committed must be rolled back
	"""
	under_way: deque[Loading] = deque()
	with ThreadPoolExecutor(len(loaders), thread_name_prefix="import") as pool:
		# A loader's turn comes again when its batch is the oldest, which is committed first.
		for batch, loader in zip(batches, cycle(loaders), strict=False):
			if len(under_way) == len(loaders):
				yield _commit(under_way.popleft())
			under_way.append((loader, batch, pool.submit(loader.load, batch)))
		while under_way:
			yield _commit(under_way.popleft())


def _commit(loading: Loading) -> int:
	loader, batch, counts = loading
	loader.commit(counts.result())
	return len(batch.rows)
