"""Whether a message is of now: what a token says about its moment, and that it serves once."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

# UsernameToken Profile 1.1, 3.1: at least five minutes, so that clocks may differ; so many are
# allowed in both directions.
WINDOW = timedelta(minutes=5)
# A nonce is kept for as long as its message could be sent again.
KEPT = 2 * WINDOW + timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Freshness:
	"""What a token says: the moment of its making, and a word that no other has."""

	created: datetime
	nonce: str

	def is_of_now(self, now: datetime) -> bool:
		"""Tell whether the message was made within `WINDOW` of `now`, in either direction."""
		return abs(now - self.created) <= WINDOW

	def find_key(self, consumer: str) -> str:
		"""Return what stands for a consumer's nonce: hashed, for who asks chooses it.

		Its moment is no part of it: a nonce that comes again with another one is a repetition too.
		"""
		told = f"{consumer}\0{self.nonce}"
		return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
