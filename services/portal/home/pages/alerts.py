"""One thing that wants attention, and jobs that ended of late."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from chasqui.contracts.campaigns.campaigns import Campaign, CampaignQuery, Phase
from chasqui.contracts.campaigns.risk import RiskReview
from chasqui.contracts.customers.imports import ImportProgress
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.mailer.runs import Run
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from portal.shell.pages.paging import Asked, read_rows
from portal.shell.pages.parts import remember
from portal.siblings import ask

FRESH, LONGEST_JOB = timedelta(days=7), timedelta(days=60)
Ended = TypeVar("Ended", Run, ImportProgress, RiskReview)


@dataclass(frozen=True)
class Alert:
	"""One thing that wants attention, and where it is looked after."""

	title: str
	text: str
	way: str
	tone: str = "warn"


@remember
def read_campaigns(phase: Phase) -> list[Campaign]:
	"""Return the campaigns of a phase; the mailings are held against them too."""
	query = CampaignQuery(phase=phase)
	return list(read_rows(query, lambda asked: ask(campaigns_api.list_campaigns, query=asked)))


def read_fresh(query: Asked, load: Callable[[Asked], Page[Ended]]) -> Iterator[Ended]:
	"""Yield the jobs that ended of late; the newest come first, and none takes that long."""
	now = read_now()
	for one in read_rows(query, load):
		if one.created_at < now - LONGEST_JOB:
			return
		if one.finished_at is not None and one.finished_at > now - FRESH:
			yield one
