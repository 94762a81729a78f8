"""One worker fills a run: the lease on its row, free at once where the worker is gone."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import class_row

from chasqui.kernel.data.presence import ask_absence, hold_presence

FILL_LEASE_SECONDS = 120
# A token without its holder: what it copied was rolled back with its connection, and one that only
# seems dead finds its token gone when it wants to complete. A lease given back has no token.
TAKE = f"""
UPDATE run SET fill_token = %(token)s, fill_lease_until = now() + make_interval(secs => %(lease)s)
WHERE id = %(run_id)s AND state = 'filling' AND filled_at IS NULL
	AND (fill_lease_until IS NULL OR fill_lease_until < now()
		OR fill_token IS NOT NULL AND {ask_absence("fill_token")})
RETURNING id, source, source_ref, purpose
"""  # noqa: S608 - every part is a constant
RENEW = """
UPDATE run SET fill_lease_until = now() + make_interval(secs => %(lease)s)
WHERE id = %(run_id)s AND fill_token = %(token)s AND state IN ('filling', 'paused')
"""
COMPLETE = """
UPDATE run SET eligible = %(count)s, filled_at = now(), fill_token = NULL, fill_lease_until = NULL,
	state_reason = CASE WHEN state = 'filling' THEN NULL ELSE state_reason END,
	started_at = coalesce(started_at, now()),
	state = CASE WHEN state = 'filling' THEN 'sending' ELSE state END
WHERE id = %(run_id)s AND fill_token = %(token)s AND filled_at IS NULL
	AND state IN ('filling', 'paused')
"""
GIVE_BACK = """
UPDATE run SET fill_token = NULL, fill_lease_until = now() + make_interval(secs => %(wait)s),
	state_reason = CASE WHEN state = 'filling' THEN %(reason)s ELSE state_reason END
WHERE id = %(run_id)s AND fill_token = %(token)s
"""


@dataclass(frozen=True)
class RunToFill:
	id: int
	source: str
	source_ref: str
	purpose: str


class FillLease:
	"""One worker's hold on the filling of one run."""

	def __init__(self, run_id: int, token: UUID) -> None:
		self._token = token
		self._parameters: dict[str, Any] = {
			"run_id": run_id,
			"token": token,
			"lease": FILL_LEASE_SECONDS,
		}

	def take(self, connection: psycopg.Connection[Any]) -> RunToFill | None:
		"""Take the lease; None if the run is not to be filled or another worker holds it.

		The connection shows that the holder lives: it is kept open until the run is filled.
		"""
		hold_presence(connection, self._token)
		with connection.cursor(row_factory=class_row(RunToFill)) as cursor:
			return cursor.execute(TAKE, self._parameters).fetchone()

	def renew(self, connection: psycopg.Connection[Any]) -> bool:
		"""Hold on for another lease; False if it was lost or the run was cancelled."""
		return connection.execute(RENEW, self._parameters).rowcount == 1

	def complete(self, connection: psycopg.Connection[Any], count: int) -> bool:
		"""Say in the filling's own transaction that it is whole; False if the lease was lost."""
		parameters = {**self._parameters, "count": count}
		return connection.execute(COMPLETE, parameters).rowcount == 1

	def give_back(self, connection: psycopg.Connection[Any], reason: str, wait: float) -> None:
		"""Let another try after `wait` seconds; `reason` is shown to people meanwhile."""
		parameters = {**self._parameters, "reason": reason[:300], "wait": wait}
		connection.execute(GIVE_BACK, parameters)
