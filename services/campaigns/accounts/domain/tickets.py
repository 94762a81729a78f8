"""Tickets from the password to the second step: of one account, for one purpose, for minutes."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from campaigns.accounts.domain.signed_tokens import TokenSigner
from chasqui.contracts.campaigns.second_factor import StepKind

# Whoever has to set a second factor up may have to install an app first.
LIVES = {StepKind.CODE: timedelta(minutes=5), StepKind.ENROLMENT: timedelta(minutes=15)}


@dataclass(frozen=True)
class Ticket:
	"""Whose password was right, and a mark of that password."""

	staff_id: int
	mark: str


class TicketSigner:
	def __init__(self, key: bytes) -> None:
		self._key = key
		self._tokens = {kind: TokenSigner(key, f"chasqui-step-{kind}") for kind in StepKind}

	def issue(self, kind: StepKind, staff_id: int, password_hash: str, now: datetime) -> str:
		"""Return a ticket of somebody whose password was right."""
		claims = {"sub": str(staff_id), "mark": self.mark_password(password_hash)}
		return self._tokens[kind].issue(claims, LIVES[kind], now)

	def read(self, kind: StepKind, ticket: str, now: datetime) -> Ticket | None:
		"""Return what a ticket of this kind says, None where it is none, or old."""
		claims = self._tokens[kind].read(ticket, now)
		return Ticket(int(claims["sub"]), claims["mark"]) if claims else None

	def mark_password(self, password_hash: str) -> str:
		"""Return what changes with the password, and reveals nothing of it."""
		return hmac.new(self._key, password_hash.encode(), hashlib.sha256).hexdigest()[:32]
