"""What a campaign mails to whoever asks, and how often it was asked for."""

from collections.abc import Sequence
from typing import NamedTuple

from chasqui.contracts.campaigns.information import InformationCounts, KeptInformation
from chasqui.contracts.endpoints.campaigns import information as api
from chasqui.contracts.endpoints.mailer import designs as designs_api
from chasqui.contracts.mailer.designs import Design, DesignQuery, DesignSummary
from portal.shell.pages.paging import read_rows
from portal.shell.pages.parts import load_or_none, load_part
from portal.siblings import ask


class InformationSummary(NamedTuple):
	"""What is mailed; without its design where there is none, or the mailer does not answer."""

	kept: KeptInformation
	design: Design | None
	counts: InformationCounts


def load_information(campaign_id: int) -> InformationSummary:
	"""Return what a campaign mails to whoever asks for it."""
	kept = ask(api.show_own_design, campaign_id=campaign_id)
	counts = ask(api.count_requests, campaign_id=campaign_id)
	design = load_part(lambda: find_design(kept.design_id)).value
	return InformationSummary(kept, design, counts)


def find_design(design_id: int | None) -> Design | None:
	"""Return a design, an archived one too; None where there is none."""
	if design_id is None:
		return None
	return load_or_none(lambda: ask(designs_api.show_design, design_id=design_id))


def list_offered() -> Sequence[DesignSummary]:
	"""Return the designs that can be chosen."""
	return [*read_rows(DesignQuery(), lambda asked: ask(designs_api.list_designs, query=asked))]
