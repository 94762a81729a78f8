"""Keeps the lease of work that is one long stream in one transaction."""

import time
from collections.abc import Iterable, Iterator
from uuid import UUID

from chasqui.kernel.jobs.declared import Row
from chasqui.kernel.jobs.store import JobStore, LeaseLost

RENEW_SECONDS = 20.0


def keep_lease(
	chunks: Iterable[bytes], jobs: JobStore[Row], job_id: int, token: UUID, seconds: float
) -> Iterator[bytes]:
	"""Yield the chunks, the lease being renewed meanwhile, outside the work's transaction.

	:raises LeaseLost: what the stream has brought must be rolled back
	"""
	renew_at = time.monotonic() + RENEW_SECONDS
	for chunk in chunks:
		if time.monotonic() > renew_at:
			renew_at = time.monotonic() + RENEW_SECONDS
			if not jobs.renew(job_id, token, seconds):
				raise LeaseLost(str(job_id))
		yield chunk
