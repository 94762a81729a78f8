"""K lanes to one server, waited for together, so that their mails travel in rounds."""

import selectors
import time
from collections.abc import Callable

from mailer.sending.transports.outcomes import Outcome, TransportDown
from mailer.sending.transports.smtp_lane import Lane

# How long a round waits for its slowest lanes once the first has answered.
STRAGGLER_SECONDS = 0.03
REOPEN_SECONDS = 1.0


class SmtpPool:
	"""Not for several threads at once: one pool per sending loop."""

	def __init__(self, open_lane: Callable[[], Lane], size: int) -> None:
		self._open_lane = open_lane
		self._size = size
		self._lanes: list[Lane] = []
		self._selector = selectors.DefaultSelector()
		self._writing: set[Lane] = set()
		self._reopen_at = 0.0
		self.troubles = 0

	@property
	def lanes(self) -> list[Lane]:
		return self._lanes

	@property
	def ready_lanes(self) -> list[Lane]:
		return [lane for lane in self._lanes if lane.is_ready]

	@property
	def idle_lanes(self) -> list[Lane]:
		return [lane for lane in self._lanes if lane.is_idle]

	def refill(self) -> None:
		"""Open the lanes that are missing; with some open, a failure only waits a second.

		:raises TransportDown: no lane is open and none can be had
		"""
		if len(self._lanes) >= self._size or (self._lanes and time.monotonic() < self._reopen_at):
			return
		try:
			while len(self._lanes) < self._size:
				lane = self._open_lane()
				self._lanes.append(lane)
				self._selector.register(lane, selectors.EVENT_READ, lane)
		except TransportDown:
			self.troubles += 1
			self._reopen_at = time.monotonic() + REOPEN_SECONDS
			if not self._lanes:
				raise

	def wait(self, seconds: float) -> list[Outcome]:
		"""Return what became of mails, once the lanes of this round have answered.

		Lanes that let the others wait are left out of the next rounds until they answer.
		"""
		deadline = time.monotonic() + seconds
		outcomes = self._collect()
		while awaited := [lane for lane in self._lanes if _is_awaited(lane)]:
			if outcomes or self.ready_lanes:
				deadline = min(deadline, time.monotonic() + STRAGGLER_SECONDS)
				if all(lane.is_slow for lane in awaited):
					break
			remaining = deadline - time.monotonic()
			if remaining <= 0:
				break
			self._move(remaining)
			outcomes += self._collect()
		for lane in self._lanes:
			lane.is_slow = _is_awaited(lane)
		return outcomes + self._collect()

	def drop(self, lane: Lane, reason: str) -> None:
		"""Close one lane on purpose: its waiting envelope is untried."""
		lane.lose(reason, is_trouble=False)

	def close(self) -> list[Outcome]:
		"""Close all lanes; return what is known of their mails."""
		for lane in self._lanes:
			lane.say_goodbye()
			lane.lose("closed by us", is_trouble=False)
		outcomes = self._collect()
		self._selector.close()
		return outcomes

	def _move(self, seconds: float) -> None:
		for lane in self._lanes:
			if lane.wants_to_write or lane in self._writing:
				self._watch_writing(lane)
		for key, events in self._selector.select(seconds):
			lane = key.data
			if events & selectors.EVENT_WRITE:
				lane.flush()
			if events & selectors.EVENT_READ:
				lane.read()

	def _watch_writing(self, lane: Lane) -> None:
		if lane.wants_to_write:
			self._selector.modify(lane, selectors.EVENT_READ | selectors.EVENT_WRITE, lane)
			self._writing.add(lane)
		else:
			self._selector.modify(lane, selectors.EVENT_READ, lane)
			self._writing.discard(lane)

	def _collect(self) -> list[Outcome]:
		outcomes: list[Outcome] = []
		for lane in list(self._lanes):
			lane.check_time()
			outcomes += lane.take_outcomes()
			if lane.has_trouble:
				self.troubles += 1
				lane.has_trouble = False
			if lane.is_lost:
				self._forget(lane)
		return outcomes

	def _forget(self, lane: Lane) -> None:
		self._lanes.remove(lane)
		self._writing.discard(lane)
		self._selector.unregister(lane)  # finds it though its socket is closed


def _is_awaited(lane: Lane) -> bool:
	"""Tell whether this round waits for the lane: it owes a reply and is not at «354»."""
	return lane.is_busy and not lane.is_ready
