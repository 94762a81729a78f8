"""What a campaign mails to whoever asks, and how often it was asked for."""

from typing import NamedTuple

from chasqui.contracts.campaigns.information import InformationCounts, KeptInformation
from chasqui.contracts.endpoints.campaigns import information as api
from chasqui.contracts.mailer.designs import Design
from portal.mailing.clients import find_design
from portal.shell.pages.parts import Part, load_part
from portal.siblings import ask


class InformationSummary(NamedTuple):
	"""What is mailed; `design` is nothing where none was chosen, or it is no more."""

	kept: KeptInformation
	design: Part[Design | None]
	counts: InformationCounts


def load_information(campaign_id: int) -> InformationSummary:
	"""Return what a campaign mails to whoever asks for it."""
	kept = ask(api.show_own_design, campaign_id=campaign_id)
	counts = ask(api.count_requests, campaign_id=campaign_id)
	design = load_part(lambda: find_design(kept.design_id))
	return InformationSummary(kept, design, counts)
