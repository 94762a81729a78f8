"""Long work that somebody may see: all that is open, and the latest that ended.

What belongs to a campaign (audience, runs, its reviews) is found in the campaign.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.risk import ReviewQuery, RiskReview
from chasqui.contracts.customers.imports import ImportProgress
from chasqui.contracts.customers.lists import BulkJob
from chasqui.contracts.customers.quality import DuplicateSearch
from chasqui.contracts.customers.rights import Erasure
from chasqui.contracts.endpoints.campaigns import risk as risk_api
from chasqui.contracts.endpoints.customers import imports as imports_api
from chasqui.contracts.endpoints.customers import lists as lists_api
from chasqui.contracts.endpoints.customers import quality as quality_api
from chasqui.contracts.endpoints.customers import rights as rights_api
from chasqui.contracts.jobs import JobKind, JobQuery, JobStage
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant
from portal.jobs.lists import ENDED_JOBS, OPEN_JOBS, ListedJob
from portal.session.staff import read_person
from portal.shell.labels.words import name_code
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part
from portal.siblings import ask

LATEST, MOST_OPEN = 25, 200

blueprint = Blueprint("jobs", __name__, url_prefix="/trabajos")
ENTRY = Entry(Group.WORK, 7, lazy_gettext("Trabajos"), "hourglass", "jobs.show")


@dataclass(frozen=True)
class Source:
	"""One kind of job: who may see it, where it is asked for, how a row of it is read.

	`whole` is the page on which all of them stand.
	"""

	kind: JobKind
	needs: Permission
	load: Callable[[JobQuery], Page[Any]]
	read: Callable[[Any], ListedJob]
	whole: str


def read_import(row: ImportProgress) -> ListedJob:
	"""Return an import as a job."""
	way = url_for("imports.show", import_id=row.id)
	return make_row(JobKind.IMPORT, row, row.file_name, way, "")


def read_bulk(row: BulkJob) -> ListedJob:
	"""Return a bulk action as a job."""
	about = row.tag or row.advisor_name
	title = f"{name_code(row.action).text}: {about}" if about else str(name_code(row.action).text)
	way = url_for("bulk.show", job_id=row.id)
	return make_row(JobKind.BULK, row, title, way, row.requested_name)


def read_search(row: DuplicateSearch) -> ListedJob:
	"""Return a search for duplicates as a job."""
	way = url_for("searches.show", search_id=row.id)
	title = _("Búsqueda %(id)s", id=row.id)
	return make_row(JobKind.DUPLICATES, row, title, way, row.requested_name)


def read_erasure(row: Erasure) -> ListedJob:
	"""Return an erasure as a job."""
	return ListedJob(
		JobKind.ERASURE,
		_("Borrado %(id)s", id=row.id),
		url_for("erasures.show", erasure_id=row.id),
		row.state,
		row.job,
		row.requested_by,
		row.requested_at,
		row.finished_at,
	)


def read_review(row: RiskReview) -> ListedJob:
	"""Return the review of a file as a job."""
	way = url_for("risk_reviews.show", review_id=row.id)
	return make_row(JobKind.REVIEW, row, row.file_name or "", way, row.requested_by)


def make_row(kind: JobKind, row: Any, title: str, way: str, requested_by: str) -> ListedJob:
	"""Return a job as its kind's contract describes it."""
	ended = row.finished_at
	return ListedJob(kind, title, way, row.state, row.job, requested_by, row.created_at, ended)


SOURCES = (
	Source(
		JobKind.IMPORT,
		Permission.IMPORTS_RUN,
		lambda query: ask(imports_api.list_imports, query=query),
		read_import,
		"imports.show_list",
	),
	Source(
		JobKind.BULK,
		Permission.CUSTOMERS_WRITE,
		lambda query: ask(lists_api.list_jobs, query=query),
		read_bulk,
		"bulk.show_list",
	),
	Source(
		JobKind.DUPLICATES,
		Permission.QUALITY_MANAGE,
		lambda query: ask(quality_api.list_searches, query=query),
		read_search,
		"searches.show_list",
	),
	Source(
		JobKind.ERASURE,
		Permission.RIGHTS_MANAGE,
		lambda query: ask(rights_api.list_erasures, query=query),
		read_erasure,
		"erasures.show_list",
	),
	Source(
		JobKind.REVIEW,
		Permission.RISK_REVIEW,
		lambda query: ask(risk_api.list_reviews, query=ReviewQuery(**dict(query))),
		read_review,
		"risk_reviews.show_list",
	),
)


OPEN = JobQuery(stage=JobStage.OPEN, limit=MOST_OPEN)
ENDED = JobQuery(stage=JobStage.ENDED, limit=LATEST)


@dataclass(frozen=True)
class Listed:
	"""Jobs of several kinds; `failures` say what was not answered, `more` which kinds have more."""

	rows: Sequence[ListedJob]
	failures: Sequence[str]
	more: Sequence[str]


@blueprint.get("/")
@grant(*(one.needs for one in SOURCES))
def show() -> ResponseReturnValue:
	"""Show the jobs of all kinds that this person may see."""
	sources = [one for one in SOURCES if read_person().may(one.needs)]
	is_open, ended = (list_rows(sources, query) for query in (OPEN, ENDED))
	return render_template(
		"jobs/list.html",
		open_jobs=is_open.rows,
		more=is_open.more,
		ended=ended.rows[:LATEST],
		latest=LATEST,
		open_table=OPEN_JOBS,
		ended_table=ENDED_JOBS,
		failures=[*dict.fromkeys([*is_open.failures, *ended.failures])],
		wholes=[(name_code(one.kind), url_for(one.whole)) for one in sources],
	)


def list_rows(sources: Sequence[Source], query: JobQuery) -> Listed:
	"""Return the jobs of all kinds that a query finds, the newest first."""
	parts = [load_part(partial(one.load, query)) for one in sources]
	found = list(zip(sources, parts, strict=True))
	rows = [one.read(row) for one, part in found if part.value for row in part.value.items]
	return Listed(
		sorted(rows, key=lambda row: row.created_at, reverse=True),
		[part.error for part in parts if part.error],
		[name_code(one.kind).text for one, part in found if part.value and part.value.next_cursor],
	)
