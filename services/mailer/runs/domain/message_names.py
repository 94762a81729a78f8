"""Names the mails: the same person gets the same name in a run, however often it is sent."""

from functools import lru_cache
from uuid import UUID, uuid5

# Names the message ids of this product (RFC 9562, 5.5); never change it.
MESSAGE_NAMESPACE = UUID("3d1f2c6e-5b0a-5c86-9f0e-6f1f6ad0c7a1")


@lru_cache(maxsize=1024)  # asked by the ledger and then by the composer
def name_message(run_id: int, recipient_key: str) -> UUID:
	"""Return the UUID of a (run, recipient): the same however often it is computed."""
	return uuid5(MESSAGE_NAMESPACE, f"{run_id}:{recipient_key}")
