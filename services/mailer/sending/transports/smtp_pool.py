"""K lanes to one server, waited for together, so that their mails travel in rounds."""

import selectors
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence

from mailer.sending.transports.outcomes import Outcome, TransportDown
from mailer.sending.transports.smtp_lane import SmtpLane
from mailer.sending.transports.smtp_lane_builder import SmtpLaneBuilder
from mailer.sending.transports.transport import Envelope, TransportSettings

SCHEMES = ("smtp", "smtps")

# How long a round waits for its slowest lanes once the first has answered.
STRAGGLER_SECONDS = 0.03
REOPEN_SECONDS = 1.0


class SmtpTransport:
	def __init__(self, settings: TransportSettings) -> None:
		"""Read the URL.

		:raises ValueError: it is not of an SMTP server
		"""
		self._opener = SmtpLaneBuilder(settings)
		self._size = settings.connections

	def open(self) -> "SmtpPool":
		return SmtpPool(self._opener.open_lane, self._size)


class SmtpPool:
	"""See `Channel`: each lane has one mail, and the envelope of the next behind its body."""

	def __init__(self, open_lane: Callable[[], SmtpLane], size: int) -> None:
		self._open_lane = open_lane
		self._size = size
		self._lanes: list[SmtpLane] = []
		self._selector = selectors.DefaultSelector()
		self._writing: set[SmtpLane] = set()
		self._outcomes: list[Outcome] = []
		self._reopen_at = 0.0
		self.down: TransportDown | None = None
		self.troubles = 0

	@property
	def size(self) -> int:
		return len(self._lanes)

	@property
	def free(self) -> int:
		return len(self._idle_lanes)

	@property
	def offered(self) -> list[int]:
		return [lane.job for lane in self._lanes if lane.job is not None]

	@property
	def ready(self) -> list[int]:
		return [lane.job for lane in self._lanes if lane.is_ready and lane.job is not None]

	@property
	def delivered(self) -> list[int]:
		return [lane.sent_job for lane in self._lanes if lane.sent_job is not None]

	def refill(self) -> None:
		"""See `Channel`; with some lanes open, a failure only waits a second."""
		if any(lane.is_lost for lane in self._lanes):
			self._collect()  # a new connection may get the number of one that is closed
		if len(self._lanes) >= self._size or (self._lanes and time.monotonic() < self._reopen_at):
			return
		try:
			while len(self._lanes) < self._size:
				lane = self._open_lane()
				self._selector.register(lane, selectors.EVENT_READ, lane)
				self._lanes.append(lane)
		except TransportDown:
			self.troubles += 1
			self._reopen_at = time.monotonic() + REOPEN_SECONDS
			if not self._lanes:
				raise

	def wait(self, seconds: float) -> list[Outcome]:
		"""See `Channel`.

		Lanes that let the others wait are left out of the next rounds until they answer.
		"""
		deadline = time.monotonic() + seconds
		self._collect()
		while awaited := [lane for lane in self._lanes if _is_awaited(lane)]:
			if self._outcomes or self.ready:
				deadline = min(deadline, time.monotonic() + STRAGGLER_SECONDS)
				if all(lane.is_slow for lane in awaited):
					break
			remaining = deadline - time.monotonic()
			if remaining <= 0:
				break
			self._move(remaining)
			self._collect()
		for lane in self._lanes:
			lane.is_slow = _is_awaited(lane)
		self._collect()
		return self._take_outcomes()

	def offer(self, envelopes: Sequence[Envelope]) -> None:
		for lane, envelope in zip(self._idle_lanes, envelopes, strict=False):
			lane.begin(*envelope)

	def deliver(self, bodies: Mapping[int, bytes], following: Sequence[Envelope] = ()) -> None:
		left = deque(following)
		for lane in self._lanes:
			if lane.job is not None and lane.job in bodies:
				lane.send_body(bodies[lane.job], left.popleft() if left else None)

	def withdraw(self, job: int, reason: str) -> None:
		for lane in self._lanes:
			if lane.job == job:
				lane.lose(reason, is_trouble=False)

	def close(self) -> list[Outcome]:
		for lane in self._lanes:
			lane.say_goodbye()
			lane.lose("closed by us", is_trouble=False)
		self._collect()
		self._selector.close()
		return self._take_outcomes()

	@property
	def _idle_lanes(self) -> list[SmtpLane]:
		return [lane for lane in self._lanes if lane.is_idle]

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

	def _watch_writing(self, lane: SmtpLane) -> None:
		if lane.wants_to_write:
			self._selector.modify(lane, selectors.EVENT_READ | selectors.EVENT_WRITE, lane)
			self._writing.add(lane)
		else:
			self._selector.modify(lane, selectors.EVENT_READ, lane)
			self._writing.discard(lane)

	def _take_outcomes(self) -> list[Outcome]:
		taken, self._outcomes = self._outcomes, []
		return taken

	def _collect(self) -> None:
		for lane in list(self._lanes):
			lane.check_time()
			self._outcomes += lane.take_outcomes()
			if lane.has_trouble:
				self.troubles += 1
				lane.has_trouble = False
			if lane.is_lost:
				self._drop(lane)

	def _drop(self, lane: SmtpLane) -> None:
		self._lanes.remove(lane)
		self._writing.discard(lane)
		self._selector.unregister(lane)  # finds it though its socket is closed


def _is_awaited(lane: SmtpLane) -> bool:
	"""Return whether this round waits for the lane: it owes a reply and is not at «354»."""
	return lane.is_busy and not lane.is_ready


def build_transport(settings: TransportSettings) -> SmtpTransport:
	"""Return the transport to an SMTP server."""
	return SmtpTransport(settings)
