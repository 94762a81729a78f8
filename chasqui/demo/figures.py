"""What is counted of the demonstration's campaign, once all that was sent is counted."""

from dataclasses import dataclass

from rich.console import Console

from chasqui.contracts.endpoints.campaigns.reports import (
	MemberLine,
	MemberReportQuery,
	MembersBy,
	report_members,
)
from chasqui.contracts.reports import Report
from chasqui.demo.suite_client import Person
from chasqui.demo.waiting import Progressed, wait_for

COUNTED_WITHIN = 90
"""Seconds: events are read every five, and counted every thirty."""


@dataclass(frozen=True)
class FigureSummary:
	"""From the audience to the sale, and what provinces and cantons come to."""

	total: MemberLine
	by_province: int
	mails_by_canton: int


def read_figures(console: Console, head: Person, campaign_id: int, mails: int) -> FigureSummary:
	"""Return what is counted of a campaign with so many accepted mails."""

	def read(by: MembersBy) -> Report[MemberLine]:
		query = MemberReportQuery(by=by)
		return head.campaigns.call(report_members, campaign_id=campaign_id, query=query)

	counted = wait_for(
		console,
		"Correos contados en la campaña",
		lambda: read(MembersBy.GENDER),
		lambda now: Progressed(now.total.mails, mails, now.total.mails >= mails),
		longest=COUNTED_WITHIN,
	)
	return FigureSummary(
		total=counted.total,
		by_province=sum(line.members for line in read(MembersBy.PROVINCE).lines),
		mails_by_canton=sum(line.mails for line in read(MembersBy.CANTON).lines),
	)
