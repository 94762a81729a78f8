"""Bulk actions as jobs."""

from chasqui.contracts.jobs import JobKind
from chasqui.kernel.jobs.acts import list_usual_acts
from chasqui.kernel.jobs.repository import JobRepository
from chasqui.kernel.texts.text import say
from customers.lists.models.bulk_job import BulkJobRow


class BulkJobRepository(JobRepository[BulkJobRow]):
	row = BulkJobRow
	kind = JobKind.BULK
	busy = ("queued", "running")
	is_open = BulkJobRow.state.in_(busy)
	acts = list_usual_acts(*busy)
	claimed = {"state": "running"}  # noqa: RUF012 - the same for all
	missing = (say("No existe esa acción."), "no_bulk_job")
