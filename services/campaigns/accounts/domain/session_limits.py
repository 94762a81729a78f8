"""How long a sign-in lasts at most."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from chasqui.contracts.access import Role


@dataclass(frozen=True)
class SessionLimits:
	"""`advisor` and `others` count from the sign-in, `idle` from the last renewal."""

	advisor: timedelta
	others: timedelta
	idle: timedelta

	def compute_end(self, roles: Collection[str], now: datetime) -> datetime:
		"""Return when a sign-in of now ends; whoever is an advisor too has the advisor's limit."""
		return now + (self.advisor if Role.ADVISOR in roles else self.others)

	def compute_expiry(self, ends_at: datetime, now: datetime) -> datetime:
		"""Return until when a refresh token of now holds."""
		return min(now + self.idle, ends_at)
