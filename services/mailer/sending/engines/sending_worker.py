"""One turn of sending a run: rounds of K mails, each round one durable commit.

A round: the mails that the server is ready for become `sending` in the same commit that settles
the last round; only then their bodies leave, each with the next envelope behind it.
"""

import contextlib
import time
from collections import deque
from collections.abc import Callable, Sequence
from datetime import timedelta

import psycopg

from chasqui.contracts.mailer.runs import RunPolicy
from chasqui.kernel.clock import read_now
from mailer.runs.domain.message_names import name_message
from mailer.sending.engines.bounce_recorder import BounceRecorder
from mailer.sending.engines.claim_worker import ClaimWorker
from mailer.sending.repositories.sending import ClaimedDelivery, SendingRepository, Settlement
from mailer.sending.transports.outcomes import Outcome, OutcomeKind, TransportDown
from mailer.sending.transports.transport import Channel, Envelope
from mailer.sending.use_cases.message_writer import BodyWriter
from mailer.sending.use_cases.send_limiter import SendLimiter
from mailer.sending.use_cases.settling import hold_back, settle

WAIT_SECONDS = 0.5
LOOK_SECONDS = 0.5
STUCK_SECONDS = 2.0


class SendingWorker:
	"""Holds what this turn has claimed; `unsaved` is what the next commit settles."""

	def __init__(
		self,
		*,
		run_id: int,
		policy: RunPolicy,
		ledger: SendingRepository,
		ahead: ClaimWorker,
		channel: Channel,
		writer: BodyWriter,
		pace: SendLimiter,
		bounces: BounceRecorder,
		batch: int,
		lease_seconds: float,
		should_stop: Callable[[], bool],
		on_success: Callable[[], None],
	) -> None:
		self._run_id = run_id
		self._policy = policy
		self._ledger = ledger
		self._ahead = ahead
		self._channel = channel
		self._writer = writer
		self._pace = pace
		self._bounces = bounces
		self._batch = batch
		self._renew_every = lease_seconds / 3
		self._should_stop = should_stop
		self._on_success = on_success
		self._waiting: deque[ClaimedDelivery] = deque()
		self._bodies: dict[int, bytes] = {}
		self._held: dict[int, ClaimedDelivery] = {}
		self._renew_at = time.monotonic() + self._renew_every
		self._look_at = 0.0
		self._claim_at = 0.0
		self._is_stopped = False
		self.unsaved: dict[int, Settlement] = {}

	def run(self, seconds: float) -> None:
		"""Send until the turn is over, nothing is due, or the run stops.

		:raises TransportDown: the server takes no mail; nothing is lost by it
		:raises psycopg.Error: the database is gone; see `rescue`
		"""
		ends_at = time.monotonic() + seconds
		while True:
			late = time.monotonic() - ends_at
			is_over = self._is_stopped or self._should_stop()
			if late > STUCK_SECONDS and not is_over:
				ends_at = time.monotonic() + seconds  # a lane is stuck: the others go on
			self._take_round(may_begin=late < 0 and not is_over)
			is_empty = self._ahead.is_exhausted and not self._waiting
			if (late >= 0 or is_over or is_empty) and not self._has_mail_out():
				break

	def finish(self) -> None:
		"""Save what is known and give back what has not left."""
		self._hold(self._ahead.close())
		self._note(self._channel.close())
		self._save([])
		self._ledger.release(list(self._held))
		self._held.clear()

	def rescue(self) -> list[Settlement]:
		"""Return what is known of the mails of this turn, for a database that comes back."""
		with contextlib.suppress(psycopg.Error):
			self._ahead.close()  # what it claimed comes back when its lease ends
		deadline = time.monotonic() + STUCK_SECONDS
		for job in self._channel.ready:
			self._channel.withdraw(job, "the database is gone")
		while time.monotonic() < deadline and self._channel.delivered:
			self._note(self._channel.wait(WAIT_SECONDS), may_report=False)
		self._note(self._channel.close(), may_report=False)
		for delivery in self._held.values():
			untried = Outcome(delivery.id, OutcomeKind.UNTRIED)
			self.unsaved.setdefault(
				delivery.id, settle(untried, delivery, self._policy, read_now())
			)
		return list(self.unsaved.values())

	def _has_mail_out(self) -> bool:
		return bool(self._channel.offered or self._channel.delivered)

	def _take_round(self, *, may_begin: bool) -> None:
		self._keep_watch()
		if may_begin and not self._is_stopped:
			self._channel.refill()
			self._claim_more()
			self._begin_envelopes(self._channel.free)
		self._write_ahead()
		self._note(self._channel.wait(WAIT_SECONDS))
		ready = self._channel.ready
		is_news = bool(self.unsaved or ready)
		moved = self._save(ready)
		if is_news and not moved:
			self._check_server()
		self._send_bodies(ready, moved, may_begin=may_begin)

	def _check_server(self) -> None:
		"""End the turn where all that the server does is refuse or close."""
		if self._channel.troubles >= max(self._channel.size, 4):
			raise self._channel.down or TransportDown("the server keeps refusing or closing")

	def _write_ahead(self) -> None:
		"""Write the bodies of the envelopes under way, while the server works on them."""
		for job in self._channel.offered:
			if job not in self._bodies:
				self._bodies[job] = self._writer.write(self._held[job])

	def _send_bodies(self, ready: list[int], moved: set[int], *, may_begin: bool) -> None:
		following = self._choose_next(len(moved)) if may_begin else []
		bodies = {job: self._bodies.pop(job) for job in ready}
		self._channel.deliver({job: bodies[job] for job in ready if job in moved}, following)
		for job in ready:
			if job not in moved:
				self._channel.withdraw(job, "not to be sent")
				self._look_at = 0.0

	def _begin_envelopes(self, count: int) -> None:
		envelopes = self._choose_next(count)
		if not envelopes and self._waiting and not self._has_mail_out():
			time.sleep(0.02)  # all wait for the rate limit
		self._channel.offer(envelopes)

	def _choose_next(self, count: int) -> list[Envelope]:
		"""Return the envelopes that may leave now, at most `count`."""
		count = min(count, len(self._waiting))
		if count and self._pace.is_limited:
			count = self._pace.allow(count)
		chosen: list[Envelope] = []
		while self._waiting and len(chosen) < count:
			delivery = self._waiting.popleft()
			wait = self._pace.find_wait(delivery.email)
			if wait > 0:
				until = read_now() + timedelta(seconds=wait)
				self.unsaved[delivery.id] = hold_back(delivery, until)
			else:
				chosen.append((delivery.id, delivery.email))
		return chosen

	def _claim_more(self) -> None:
		"""Keep a batch in hand; the next one is claimed while this one is sent."""
		if not self._ahead.is_under_way and self._is_time_to_claim():
			self._claim_at = time.monotonic() + LOOK_SECONDS
			few = 4 * self._channel.size
			self._ahead.start(min(self._batch, few) if self._pace.is_limited else self._batch)
		self._hold(self._ahead.take(may_wait=len(self._waiting) < self._channel.size))

	def _is_time_to_claim(self) -> bool:
		if self._ahead.is_exhausted:
			return not self._waiting and time.monotonic() > self._claim_at
		enough = self._channel.size if self._pace.is_limited else self._batch // 2
		return len(self._waiting) < max(enough, self._channel.size)

	def _hold(self, claimed: list[ClaimedDelivery]) -> None:
		self._held.update((delivery.id, delivery) for delivery in claimed)
		self._waiting.extend(claimed)

	def _keep_watch(self) -> None:
		"""Renew the leases in time, and see whether the run is still being sent."""
		now = time.monotonic()
		if now > self._renew_at:
			self._ledger.renew(list(self._held))
			self._renew_at = now + self._renew_every
		if now > self._look_at:
			self._look_at = now + LOOK_SECONDS
			self._is_stopped = not self._ledger.is_run_sent()

	def _note(self, outcomes: list[Outcome], *, may_report: bool = True) -> None:
		now = read_now()
		for outcome in outcomes:
			delivery = self._held[outcome.job_id]
			self.unsaved[delivery.id] = settle(outcome, delivery, self._policy, now)
		if may_report:
			self._report(outcomes)

	def _report(self, outcomes: list[Outcome]) -> None:
		"""Report to the run and the person's record; it may fail, so all is in `unsaved` before."""
		if any(one.kind in {OutcomeKind.ACCEPTED, OutcomeKind.REJECTED} for one in outcomes):
			self._channel.troubles = 0
			self._on_success()
		for outcome in outcomes:
			if outcome.is_unknown_address:
				self._bounces.record(self._held[outcome.job_id])

	def _save(self, leaving: Sequence[int]) -> set[int]:
		"""Commit what is known and what is about to leave; return the ids that may leave."""
		if not self.unsaved and not leaving:
			return set()
		messages = {
			job: name_message(self._run_id, self._held[job].recipient_key) for job in leaving
		}
		moved = self._ledger.record_round(list(self.unsaved.values()), messages)
		for delivery_id in self.unsaved:
			self._held.pop(delivery_id, None)
			self._bodies.pop(delivery_id, None)
		self.unsaved.clear()
		return moved
