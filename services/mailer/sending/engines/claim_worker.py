"""Claims the next batch while the last one is being sent, on a connection of its own."""

from concurrent.futures import Future, ThreadPoolExecutor

from mailer.sending.repositories.sending import (
	ClaimedBatch,
	ClaimedDelivery,
	SendingRepository,
)


class ClaimWorker:
	"""One claim under way at most. `ledger` shares the sender's token, not its connection."""

	def __init__(self, ledger: SendingRepository) -> None:
		self._ledger = ledger
		self._executor = ThreadPoolExecutor(1, thread_name_prefix="claim")
		self._claim: Future[ClaimedBatch] | None = None
		self.is_exhausted = False

	@property
	def is_under_way(self) -> bool:
		return self._claim is not None

	def start(self, size: int) -> None:
		"""Begin to claim: up to `size` deliveries are looked at."""
		self._claim = self._executor.submit(self._ledger.claim, size)

	def take(self, *, may_wait: bool) -> list[ClaimedDelivery]:
		"""Return what was claimed; nothing while the claim is under way and may not be awaited."""
		if self._claim is None or not (may_wait or self._claim.done()):
			return []
		batch, self._claim = self._claim.result(), None
		self.is_exhausted = batch.is_last
		return batch.deliveries

	def close(self) -> list[ClaimedDelivery]:
		"""End the thread; return what it claimed last, to be given back."""
		try:
			return self.take(may_wait=True)
		finally:
			self._claim = None
			self._executor.shutdown()
