"""Bulk actions as jobs."""

from chasqui.kernel.jobs.repository import JobRepository
from chasqui.kernel.texts.text import say
from customers.lists.models.bulk_job import BulkJobRow


class BulkJobRepository(JobRepository[BulkJobRow]):
	row = BulkJobRow
	is_open = BulkJobRow.state.in_(("queued", "running"))
	claimed = {"state": "running"}  # noqa: RUF012 - the same for all
	missing = (say("No existe esa acción."), "no_bulk_job")
