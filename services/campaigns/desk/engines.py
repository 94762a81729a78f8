"""Asks the dialler for a call, in transactions of its own.

The attempt is kept before the dialler is asked, for its report may come before its answer, and
nothing is locked while it is waited for. A kill in between leaves an attempt of which nothing is
known; it is not asked for again.
"""

from collections.abc import Callable

from sqlalchemy.orm import Session

from campaigns.desk.use_cases.dial_policy import DialPolicy
from campaigns.desk.use_cases.dial_service import DialService
from campaigns.dialler.transports import DiallerTransport
from campaigns.dialler.use_cases import DialAttemptService
from chasqui.contracts.campaigns.desk import Dial, DialRequest
from chasqui.kernel.data.database import Database


class DialSender:
	def __init__(
		self,
		database: Database,
		dialler: DiallerTransport | None,
		make_policy: Callable[[Session], DialPolicy],
		make_service: Callable[[Session], DialService],
		make_attempts: Callable[[Session], DialAttemptService],
	) -> None:
		self._database = database
		self._dialler = dialler
		self._make_policy = make_policy
		self._make_service = make_service
		self._make_attempts = make_attempts

	def dial(self, advisor_id: int, request: DialRequest) -> Dial:
		"""Return the number that may be called now and, with a dialler, how it took the call.

		:raises Conflict: as `DialPolicy` and `DialService` have it
		"""
		if self._dialler is None:
			with self._database.open_session() as session:
				return self._make_policy(session).check(advisor_id, request)
		with self._database.open_session() as session:
			order = self._make_service(session).begin(advisor_id, request)
		state = self._dialler.send(order)
		with self._database.open_session() as session:
			attempt = self._make_attempts(session).settle(order.attempt_id, state)
		return Dial(phone=order.phone, attempt=attempt)
