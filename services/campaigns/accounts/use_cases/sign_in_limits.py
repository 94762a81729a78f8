"""Which limits an attempt to sign in falls under."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from campaigns.accounts.domain.lockout import (
	FREE_FAILURES,
	FREE_OF_ADDRESS,
	LEAK,
	LEAK_OF_ADDRESS,
	list_locks,
)
from chasqui.kernel.errors import TooMany
from chasqui.kernel.security.addresses import normalize_address
from chasqui.kernel.security.attempts import Attempt, AttemptLimiter, Limit
from chasqui.kernel.texts.text import say


@dataclass(frozen=True)
class SignInLimits:
	"""`own` limits are the person's and reset by a success; `shared` ones drop that attempt."""

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
	"""Return the limits of an attempt at a password.

	A known machine has one of its own: whoever guesses elsewhere, even behind the same address,
	cannot lock its person out. All others share that of the name at their address and that of the
	address. A name stands hashed: people type their passwords there, too.
	"""
	if device is not None:
		return SignInLimits(limiter, [_limit_own(f"device:{device}")], [])
	name = hashlib.sha256(username.strip().lower().encode()).hexdigest()
	place = normalize_address(address)
	return SignInLimits(limiter, [_limit_own(f"name:{place}:{name}")], [_limit_address(place)])


def choose_code_limits(
	limiter: AttemptLimiter, staff_id: int, address: str, device: str | None
) -> SignInLimits:
	"""Return the limits of an attempt at a code, whose account's password was right.

	They are those of passwords, but that an account's codes are counted together wherever they are
	typed: there are few codes, and whoever has the password may ask from many places.
	"""
	if device is not None:
		return SignInLimits(limiter, [_limit_own(f"code-device:{device}")], [])
	own = _limit_own(f"code:{staff_id}")
	return SignInLimits(limiter, [own], [_limit_address(normalize_address(address))])


def choose_forgotten_limits(limiter: AttemptLimiter, login: str, address: str) -> SignInLimits:
	"""Return the limits of asking for a link: of the name, wherever it is asked, for each is a mail
	to one person, and of the address. None is forgiven.
	"""
	name = hashlib.sha256(login.strip().lower().encode()).hexdigest()
	place = normalize_address(address)
	leak = int(LEAK_OF_ADDRESS.total_seconds())
	shared = Limit(f"forgotten-address:{place}", list_locks(FREE_OF_ADDRESS), leak)
	return SignInLimits(limiter, [_limit_own(f"forgotten:{name}")], [shared])


def choose_own_limits(limiter: AttemptLimiter, proof: str, staff_id: int) -> SignInLimits:
	"""Return the limits of a proof that somebody gives within their own session."""
	return SignInLimits(limiter, [_limit_own(f"own-{proof}:{staff_id}")], [])


def refuse_locked(wait: int) -> TooMany:
	"""Return the error of who has to rest for `wait` seconds."""
	text = say("Demasiados intentos fallidos. Espere antes de intentar de nuevo.")
	return TooMany(text, retry_after=wait, code="locked")


def _limit_own(name: str) -> Limit:
	return Limit(name, list_locks(FREE_FAILURES), int(LEAK.total_seconds()))


def _limit_address(place: str) -> Limit:
	leak = int(LEAK_OF_ADDRESS.total_seconds())
	return Limit(f"address:{place}", list_locks(FREE_OF_ADDRESS), leak)
