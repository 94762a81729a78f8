"""The steps that every campaign of the story takes: its audience, and from phase to phase."""

from rich.console import Console

from chasqui.contracts.campaigns.audiences import Audience, AudienceState
from chasqui.contracts.campaigns.campaigns import Campaign, Phase, PhaseMove
from chasqui.contracts.endpoints.campaigns import audiences as audiences_api
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.demo.suite_client import Person
from chasqui.demo.waiting import Progressed, wait_for


def build_audience(
	console: Console, head: Person, campaign_id: int, title: str, *, expected: int | None = None
) -> Audience:
	"""Have an audience built; return it when it is ready."""
	client = head.campaigns
	client.call(audiences_api.request_audience, campaign_id=campaign_id)
	return wait_for(
		console,
		title,
		lambda: client.call(audiences_api.show_audience, campaign_id=campaign_id),
		lambda now: Progressed(
			now.members,
			now.members if expected is None else expected,
			now.state is AudienceState.READY,
			now.error if now.state is AudienceState.FAILED else None,
		),
	)


def move_on(head: Person, campaign_id: int, phase: Phase) -> Campaign:
	"""Move a campaign to a phase, if it is not there already."""
	now = head.campaigns.call(campaigns_api.show_campaign, campaign_id=campaign_id)
	if now.phase is phase:
		return now
	move = PhaseMove(phase=phase, version=now.version)
	return head.campaigns.call(campaigns_api.move_campaign, campaign_id=campaign_id, body=move)
