"""What people may do to a job, declared once for each kind beside its table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func

from chasqui.contracts.jobs import JobAct


@dataclass(frozen=True)
class Change:
	"""What an act makes of a job: allowed from some states alone, so that of two people one wins.

	`needs` is a column that has to be filled. Whoever holds the job loses it, unless it is kept.
	"""

	froms: tuple[str, ...]
	values: Mapping[str, object]
	needs: str = ""
	keeps_holder: bool = False

	def is_allowed(self, job: Any) -> bool:
		"""Return whether the job is as the act wants it."""
		return job.state in self.froms and (not self.needs or getattr(job, self.needs) is not None)


def list_usual_acts(*busy: str) -> dict[JobAct, Change]:
	"""Return what may be done to work whose every step stands by itself."""
	return {
		JobAct.PAUSE: Change(busy, {"state": "paused"}),
		JobAct.RESUME: Change(("paused",), {"state": "queued"}),
		JobAct.CANCEL: cancel_from(*busy, "paused"),
		JobAct.RETRY: RETRY,
	}


def cancel_from(*froms: str) -> Change:
	"""Return the act that ends a job for good."""
	return Change(froms, {"state": "cancelled", "finished_at": func.clock_timestamp()})


UNENDED: Mapping[str, object] = {"error": None, "finished_at": None}
RETRY = Change(("failed",), {"state": "queued", **UNENDED})
