"""Designs and runs, as several pages ask for them."""

from collections.abc import Iterator
from typing import NamedTuple

from chasqui.contracts.endpoints.mailer import designs as designs_api
from chasqui.contracts.endpoints.mailer import runs as runs_api
from chasqui.contracts.mailer.designs import DesignQuery, DesignSummary
from chasqui.contracts.mailer.runs import DeliveryState, Run, RunKind, RunQuery
from chasqui.contracts.wire import Page
from portal.siblings import ask


class MailSum(NamedTuple):
	"""`accepted` counts mails: who got two of them counts twice."""

	runs: int
	accepted: int


def list_designs() -> Page[DesignSummary]:
	"""Return the gallery and the uploaded designs."""
	return ask(designs_api.list_designs, query=DesignQuery())


def find_latest_run(campaign_id: int) -> Run | None:
	"""Return the newest run to the campaign's audience, tests left aside."""
	return next(list_audience_runs(campaign_id), None)


def sum_mail(campaign_id: int) -> MailSum | None:
	"""Return what all runs to the campaign's audience came to; None before the first."""
	runs = [run.counts for run in list_audience_runs(campaign_id)]
	accepted = sum(counts.by_state.get(DeliveryState.ACCEPTED, 0) for counts in runs)
	return MailSum(len(runs), accepted) if runs else None


def list_audience_runs(campaign_id: int) -> Iterator[Run]:
	"""Yield the runs to the campaign's audience, the newest first, tests left aside."""
	query = RunQuery(campaign_id=campaign_id)
	while True:
		page = ask(runs_api.list_runs, query=query)
		yield from (run for run in page.items if run.kind is not RunKind.TEST)
		if page.next_cursor is None:
			return
		query = query.model_copy(update={"cursor": page.next_cursor})
