"""What tests on the running suite do through its public doors."""

from datetime import timedelta
from uuid import uuid4

from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import CampaignFields, Phase, PhaseMove
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.endpoints.campaigns import audiences, campaigns
from chasqui.contracts.endpoints.mailer import runs
from chasqui.contracts.endpoints.mailer.designs import list_designs
from chasqui.contracts.mailer.designs import DesignQuery
from chasqui.contracts.mailer.runs import Run, RunRequest, RunState
from chasqui.kernel.clock import read_today
from tests.support.suite import RunningSuite, wait_until

PATIENCE = 60


def start_campaign(suite: RunningSuite, name: str, criteria: SegmentCriteria) -> int:
	"""Create a campaign, build its audience and move it to execution; return its id."""
	head = suite.suite_client.sign_in("jefa").campaigns
	today = read_today("America/Guayaquil")
	fields = CampaignFields(
		name=name, starts_on=today, ends_on=today + timedelta(days=30), criteria=criteria
	)
	campaign_id = head.call(campaigns.create_campaign, body=fields).id
	head.call(audiences.request_audience, campaign_id=campaign_id)

	def is_ready() -> bool:
		found = head.call(audiences.show_audience, campaign_id=campaign_id)
		return found.state is AudienceState.READY

	wait_until(is_ready, PATIENCE)
	version = head.call(campaigns.show_campaign, campaign_id=campaign_id).version
	move = PhaseMove(phase=Phase.IN_EXECUTION, version=version)
	head.call(campaigns.move_campaign, campaign_id=campaign_id, body=move)
	return campaign_id


def send_now(suite: RunningSuite, campaign_id: int) -> Run:
	"""Send the gallery's first design to the campaign's audience; return the finished run."""
	mailer = suite.suite_client.sign_in("jefa").mailer
	design = mailer.call(list_designs, query=DesignQuery()).items[0]
	request = RunRequest(campaign_id=campaign_id, design_id=design.id, confirm_repeat=True)
	run = mailer.once(str(uuid4())).call(runs.open_run, body=request)

	def read() -> Run:
		return mailer.call(runs.show_run, run_id=run.id)

	wait_until(lambda: read().state is RunState.DONE, PATIENCE)
	return read()
