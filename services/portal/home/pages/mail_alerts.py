"""Mailings that want attention: paused, failed, or whose counts do not add up."""

from collections.abc import Iterator
from itertools import chain

from flask import url_for
from flask_babel import gettext as _

from chasqui.contracts.campaigns.audiences import Audience
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.endpoints.mailer import runs as runs_api
from chasqui.contracts.jobs import JobStage
from chasqui.contracts.mailer.runs import DeliveryState, Run, RunKind, RunQuery, RunState
from chasqui.contracts.wire import Page
from portal.home.pages.alerts import Alert, read_campaigns, read_fresh
from portal.preflight.labels import describe_gap
from portal.shell.labels.formats import format_percent
from portal.shell.pages.paging import read_rows
from portal.shell.pages.parts import load_part
from portal.siblings import ask

FAILED_SHARE = 0.05  # above it a run wants attention


def list_mailings() -> Iterator[Alert]:
	"""Yield each mailing that is paused, or of late did not go well."""
	audiences = load_part(read_audiences).value or {}
	is_open = read_rows(RunQuery(stage=JobStage.OPEN), list_runs)
	for run in chain(is_open, read_fresh(RunQuery(stage=JobStage.ENDED), list_runs)):
		if run.kind is RunKind.TEST:
			continue
		gap = describe_gap(run, audiences.get(run.campaign_id or 0))
		if text := describe_trouble(run) or gap:
			way = url_for("mailing.show", campaign_id=run.campaign_id)
			tone = "bad" if run.state is RunState.FAILED or gap else "warn"
			yield Alert(run.campaign_name or str(_("Envío %(id)s", id=run.id)), text, way, tone)


def read_audiences() -> dict[int, Audience | None]:
	"""Return whom the campaigns in execution are for, to hold their runs against."""
	return {one.id: one.audience for one in read_campaigns(Phase.IN_EXECUTION)}


def list_runs(query: RunQuery) -> Page[Run]:
	"""Return a page of runs."""
	return ask(runs_api.list_runs, query=query)


def describe_trouble(run: Run) -> str:
	"""Return what is wrong with a run, or an empty text."""
	if run.state in (RunState.FAILED, RunState.MISSED):
		return run.state_reason or str(_("El último envío no se completó."))
	if run.state is RunState.PAUSED:
		return str(_("El envío está en pausa."))
	failed = run.counts.by_state.get(DeliveryState.FAILED, 0)
	if run.counts.eligible and failed / run.counts.eligible > FAILED_SHARE:
		share = format_percent(failed, run.counts.eligible)
		return str(_("Falló el %(share)s de los correos.", share=share))
	return ""
