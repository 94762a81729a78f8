"""The ledger as a sending loop sees it: claims, rounds, releases. Plain SQL on one connection.

The connection is in autocommit mode: each statement is one synchronous commit. Every move out of
`claimed` and `sending` asks for the lease token.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import psycopg

from chasqui.contracts.event_payloads import MailsAccepted
from chasqui.kernel.data.presence import hold_presence
from mailer.sending.repositories.mail_limits import find_limits, write_limits
from mailer.sending.repositories.sending_sql import (
	CHECK_RUN,
	CLAIM,
	CLAIM_LIMITED,
	END_TURN,
	RECORD_ROUND,
	RELEASE,
	RENEW,
	TAKE_TURN,
)
from mailer.suppression.domain.sources import ALL_SOURCES


@dataclass(frozen=True)
class ClaimedDelivery:
	"""What a sender needs of a delivery."""

	id: int
	recipient_key: str
	email: str
	merge_values: Mapping[str, str] | None
	attempts: int
	first_attempt_at: datetime | None


class ClaimedBatch(NamedTuple):
	deliveries: list[ClaimedDelivery]
	is_last: bool
	"""Nothing else was due. A small batch says nothing of it: some may have been skipped."""


@dataclass(frozen=True)
class Settlement:
	"""The state that a delivery goes to. `next_attempt_at` only where it will be tried again."""

	delivery_id: int
	state: str
	reason: str | None
	reply: str
	next_attempt_at: datetime | None
	is_attempt: bool


def write_array(values: Iterable[object]) -> str:
	"""Return values as an array's literal: five times quicker than to adapt eight lists."""
	return "{" + ",".join("NULL" if v is None else _quote(str(v)) for v in values) + "}"


def _quote(value: str) -> str:
	return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


class SendingRepository:
	"""One sender's hold on one run. `token` names the sender, `lease_seconds` how long it holds,
	`zone` is that in which the days of contacts are counted, `heeded` are the suppressions that
	hold it back.
	"""

	def __init__(
		self,
		connection: psycopg.Connection[Any],
		*,
		run_id: int,
		token: UUID,
		lease_seconds: float,
		zone: str,
		heeded: Sequence[str] = ALL_SOURCES,
	) -> None:
		self._connection = connection
		self._run_id = run_id
		self._zone = zone
		self._token = token
		self._parameters = {
			"run_id": run_id,
			"token": token,
			"lease": lease_seconds,
			"heeded": list(heeded),
		}
		accepted = MailsAccepted(campaign_id=0, run_id=run_id, customer_ids=[])
		# Of which campaign, and for whom, the ledger says where it settles them.
		self._event = {"event": accepted.NAME.value, "accepted": accepted.model_dump_json()}

	def hold(self) -> None:
		"""Show, as long as this connection lives, that the sender with this token does."""
		hold_presence(self._connection, self._token)

	def claim(self, limit: int) -> ClaimedBatch:
		"""Look at up to `limit` due deliveries, those put off first, and take what may leave.

		The statement itself asks whether the run is being sent and the address suppressed: what
		is suppressed becomes skipped and is not returned. Where limits of contacts hold, claims
		take turns, so that each sees what the others have taken of a person.
		"""
		limits = find_limits(self._connection, self._run_id)
		if not limits:
			return self._claim_each(CLAIM, {}, limit)
		self._connection.execute(TAKE_TURN)
		try:
			return self._claim_each(CLAIM_LIMITED, write_limits(limits, self._zone), limit)
		finally:
			self._connection.execute(END_TURN)

	def record_round(
		self, settlements: Sequence[Settlement], leaving: Mapping[int, UUID]
	) -> set[int]:
		"""Settle the last round and make this one `sending`, durably, in one commit.

		`leaving` gives the message id of each delivery whose body is to leave. Only the returned
		ones may leave: the others were suppressed or erased, or the run stopped, or the lease is
		lost.
		"""
		parameters = {
			**self._parameters,
			**self._event,
			"ids": write_array(s.delivery_id for s in settlements),
			"states": write_array(s.state for s in settlements),
			"reasons": write_array(s.reason for s in settlements),
			"replies": write_array(s.reply for s in settlements),
			"times": write_array(s.next_attempt_at for s in settlements),
			"tries": write_array(int(s.is_attempt) for s in settlements),
			"leaving": write_array(leaving),
			"messages": write_array(leaving.values()),
		}
		with self._connection.cursor() as cursor:
			cursor.execute(RECORD_ROUND, parameters, prepare=True)
			return {int(row[0]) for row in cursor.fetchall()}

	def is_run_sent(self) -> bool:
		"""Return whether the run is still being sent: not paused, cancelled or done."""
		row = self._connection.execute(CHECK_RUN, self._parameters, prepare=True).fetchone()
		return row is not None and bool(row[0])

	def renew(self, ids: Sequence[int]) -> None:
		"""Hold deliveries for another lease."""
		self._connection.execute(RENEW, {**self._parameters, "ids": list(ids)}, prepare=True)

	def release(self, ids: Sequence[int]) -> None:
		"""Give back claimed deliveries of which nothing has left."""
		if ids:
			self._connection.execute(RELEASE, {**self._parameters, "ids": list(ids)})

	def _claim_each(self, statement: str, limits: Mapping[str, Any], limit: int) -> ClaimedBatch:
		claimed: list[ClaimedDelivery] = []
		for state in ("deferred", "queued"):
			asked = {"state": state, "limit": limit}
			done = self._connection.execute(statement, {**self._parameters, **limits, **asked})
			rows = done.fetchall()
			claimed += [ClaimedDelivery(*values) for _, *values in rows if values[0] is not None]
			limit -= rows[0][0]
			if not limit:
				break
		return ClaimedBatch(claimed, is_last=limit > 0)
