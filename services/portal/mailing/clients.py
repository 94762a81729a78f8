"""Designs and runs, as several pages ask for them."""

from chasqui.contracts.endpoints.mailer import designs as designs_api
from chasqui.contracts.endpoints.mailer import runs as runs_api
from chasqui.contracts.mailer.designs import DesignQuery, DesignSummary
from chasqui.contracts.mailer.runs import Run, RunKind, RunQuery
from chasqui.contracts.wire import Page
from portal.siblings import ask


def list_designs() -> Page[DesignSummary]:
	"""Return the gallery and the uploaded designs."""
	return ask(designs_api.list_designs, query=DesignQuery())


def find_latest_run(campaign_id: int) -> Run | None:
	"""Return the newest run to the campaign's audience, tests left aside."""
	runs = ask(runs_api.list_runs, query=RunQuery(campaign_id=campaign_id)).items
	return next((run for run in runs if run.kind is not RunKind.TEST), None)
