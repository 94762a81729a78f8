"""Which limits an attempt to sign in falls under."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from campaigns.domain.lockout import (
	FREE_FAILURES,
	FREE_OF_ADDRESS,
	LEAK,
	LEAK_OF_ADDRESS,
	list_locks,
)
from chasqui.guard.addresses import fold_address
from chasqui.guard.attempts import Attempt, AttemptLimiter, Limit


@dataclass(frozen=True)
class SignInLimits:
	"""`own` limits are the person's and forgotten by a success; `shared` ones forget that once."""

	limiter: AttemptLimiter
	own: Sequence[Limit]
	shared: Sequence[Limit]

	def admit(self) -> Attempt:
		return self.limiter.admit([*self.own, *self.shared])

	def forgive(self) -> None:
		self.limiter.forgive(self.own, self.shared)


def choose_limits(
	limiter: AttemptLimiter, username: str, address: str, device: str | None
) -> SignInLimits:
	"""Return the limits of an attempt.

	A known machine has one of its own: whoever guesses elsewhere, even behind the same address,
	cannot lock its person out. All others share that of the name at their address and that of the
	address. A name stands hashed: people type their passwords there, too.
	"""
	locks, leak = list_locks(FREE_FAILURES), int(LEAK.total_seconds())
	if device is not None:
		return SignInLimits(limiter, [Limit(f"device:{device}", locks, leak)], [])
	name = hashlib.sha256(username.strip().lower().encode()).hexdigest()
	place = fold_address(address)
	own = Limit(f"name:{place}:{name}", locks, leak)
	of_address = int(LEAK_OF_ADDRESS.total_seconds())
	shared = Limit(f"address:{place}", list_locks(FREE_OF_ADDRESS), of_address)
	return SignInLimits(limiter, [own], [shared])
