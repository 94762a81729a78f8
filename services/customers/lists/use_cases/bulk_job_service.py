"""Takes bulk actions on: the small ones are done at once, the large ones by the worker."""

from sqlalchemy.orm import Session

from chasqui.contracts import queues
from chasqui.contracts.customers.lists import BulkAction, BulkJob, BulkRequest, BulkState
from chasqui.contracts.jobs import JobAct, JobQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.lists.models.bulk_job import BulkJobRow
from customers.lists.repositories.bulk_jobs import BulkJobRepository
from customers.lists.repositories.bulk_writer import BulkWriter
from customers.lists.repositories.customer_lists import CustomerListRepository
from customers.people.domain.profile_sections import clean_tags
from customers.people.use_cases.refusals import refuse_change, refuse_filters

MOST_AT_ONCE = 200


class BulkJobService:
	def __init__(
		self,
		session: Session,
		customers: CustomerListRepository,
		jobs: BulkJobRepository,
		publisher: Publisher,
	) -> None:
		self._session = session
		self._customers = customers
		self._jobs = jobs
		self._publisher = publisher

	def request(self, asked: BulkRequest, actor: Actor) -> BulkJob:
		"""Do an action to all that match, or have the worker do it.

		:raises Conflict: another number of customers matches than the person has confirmed
		:raises Invalid: a filter or the tag makes no sense, or the action fits no such list
		"""
		tag = _clean_tag(asked)
		with refuse_filters():
			total = self._customers.count(asked.filters)
		refuse_change(total, asked.expected)
		job = BulkJobRow(
			action=asked.action.value,
			tag=tag,
			advisor_id=asked.advisor.id if asked.advisor else None,
			advisor_name=asked.advisor.name if asked.advisor else None,
			filters=asked.filters.write_params(),
			total=total,
			bound_id=self._customers.find_last_id(),
			requested_by=actor.subject,
			requested_name=actor.name,
		)
		self._jobs.add(job)
		if total <= MOST_AT_ONCE:
			self._finish_at_once(job, asked)
		else:
			self._nudge(job)
		return self._view(job)

	def get(self, job_id: int) -> BulkJob:
		""":raises NotFound: there is no such bulk action"""
		return self._view(self._jobs.get(job_id))

	def act(self, job_id: int, act: JobAct) -> BulkJob:
		"""Pause, resume, cancel or retry; what was changed already stays changed.

		:raises NotFound: there is no such bulk action
		:raises Conflict: its state does not allow it
		"""
		job = self._jobs.steer(job_id, act)
		if job.state in self._jobs.busy:
			self._nudge(job)
		return self._view(job)

	def list_page(self, query: JobQuery) -> Page[BulkJob]:
		"""Return bulk actions, the newest first."""
		jobs, following = self._jobs.list_page(query)
		return Page[BulkJob](items=list(map(self._view, jobs)), next_cursor=following)

	def _view(self, job: BulkJobRow) -> BulkJob:
		view = BulkJob.model_validate(job, from_attributes=True)
		return view.model_copy(update={"job": self._jobs.describe(job)})

	def _nudge(self, job: BulkJobRow) -> None:
		self._publisher.publish_after_commit(
			self._session, queues.CUSTOMERS_RUN_BULK, queues.CUSTOMERS_QUEUE, job_id=job.id
		)

	def _finish_at_once(self, job: BulkJobRow, asked: BulkRequest) -> None:
		ids = self._customers.list_ids(
			asked.filters, after=0, until=job.bound_id, limit=MOST_AT_ONCE
		)
		job.changed = BulkWriter(self._session).apply(job, ids)
		job.done = len(ids)
		job.last_id = ids[-1] if ids else 0
		job.state = BulkState.DONE.value
		job.finished_at = read_now()


def _clean_tag(asked: BulkRequest) -> str | None:
	if asked.action is BulkAction.RESTORE and not asked.filters.archived:
		message = say("Solo se restauran clientes archivados.")
		raise Invalid(message, code="not_archived", fields=[FieldError("action", message)])
	if asked.tag is None:
		return None
	tags = clean_tags([asked.tag])
	if not tags:
		raise Invalid(
			say("Falta la etiqueta."), fields=[FieldError("tag", say("Falta la etiqueta."))]
		)
	return tags[0]
