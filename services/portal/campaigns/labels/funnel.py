"""From the audience to the sale, step by step, with the list of people behind each step."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.figures import CampaignSum
from chasqui.contracts.campaigns.members import Stage
from portal.campaigns.labels.dimensions import STAGES


@dataclass(frozen=True)
class Step:
	"""`before` is the step of which it is a part: calls go to the audience, mailed or not."""

	title: Any
	count: int
	before: int
	whole: int
	href: str


def list_steps(campaign_id: int, total: CampaignSum) -> list[Step]:
	"""Return the steps of a campaign."""

	def build(stage: Stage | None, before: int) -> Step:
		return Step(
			title=_("Audiencia") if stage is None else STAGES[stage],
			count=total.members if stage is None else getattr(total, stage.value),
			before=before,
			whole=total.members,
			href=url_for("campaign.show_members", campaign_id=campaign_id, stage=stage),
		)

	return [
		build(None, total.members),
		build(Stage.MAILED, total.members),
		build(Stage.CALLED, total.members),
		build(Stage.CONTACTED, total.called),
		build(Stage.INTERESTED, total.contacted),
		build(Stage.SOLD, total.interested),
	]
