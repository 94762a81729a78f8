"""Designs and runs, as several pages ask for them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from chasqui.contracts.endpoints.mailer import designs as designs_api
from chasqui.contracts.endpoints.mailer import runs as runs_api
from chasqui.contracts.mailer.designs import Design, DesignQuery, DesignSummary
from chasqui.contracts.mailer.runs import DeliveryState, Run, RunKind, RunQuery
from portal.shell.labels.options import Option
from portal.shell.pages.paging import read_rows
from portal.shell.pages.parts import load_or_none
from portal.siblings import ask


class MailSum(NamedTuple):
	"""`accepted` counts mails: who got two of them counts twice."""

	runs: int
	accepted: int


def list_designs() -> Sequence[DesignSummary]:
	"""Return the gallery and the uploaded designs that are in use."""
	return [*read_rows(DesignQuery(), lambda asked: ask(designs_api.list_designs, query=asked))]


def find_design(design_id: int | None) -> Design | None:
	"""Return a design, an archived one too; None where there is none."""
	if design_id is None:
		return None
	return load_or_none(lambda: ask(designs_api.show_design, design_id=design_id))


def offer_designs(chosen: str) -> list[Option]:
	"""Return the designs to choose from; what is `chosen` stays though it was archived since."""
	offered: list[Option] = [(str(one.id), one.name) for one in list_designs()]
	if not chosen.isdigit() or chosen in dict(offered):
		return offered
	kept = find_design(int(chosen))
	name = _("%(name)s (archivado)", name=kept.name) if kept else _("(ya no existe)")
	return [*offered, (chosen, name)]


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
	rows = read_rows(
		RunQuery(campaign_id=campaign_id), lambda asked: ask(runs_api.list_runs, query=asked)
	)
	return (run for run in rows if run.kind is not RunKind.TEST)
