"""What tests on the running suite do through its public doors."""

from datetime import timedelta
from uuid import uuid4

from chasqui.contracts.campaigns.campaigns import Campaign, CampaignFields, Phase, PhaseMove
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.mailer.runs import Run, RunRequest, RunState
from chasqui.kernel.clock import read_today
from tests.support.suite import RunningSuite, wait_until

PATIENCE = 60


def start_campaign(suite: RunningSuite, name: str, criteria: SegmentCriteria) -> int:
	"""Create a campaign, build its audience and move it to execution; return its id."""
	head = suite.doors.sign_in("jefa").campaigns
	today = read_today("America/Guayaquil")
	fields = CampaignFields(
		name=name, starts_on=today, ends_on=today + timedelta(days=30), criteria=criteria
	)
	campaign = head.post("/v1/campaigns", Campaign, body=fields)
	path = f"/v1/campaigns/{campaign.id}"
	head.request("POST", f"{path}/audience")
	wait_until(lambda: head.request("GET", f"{path}/audience").json()["state"] == "ready", PATIENCE)
	move = PhaseMove(phase=Phase.IN_EXECUTION, version=head.get(path, Campaign).version)
	head.post(f"{path}/phase", Campaign, body=move)
	return campaign.id


def send_now(suite: RunningSuite, campaign_id: int) -> Run:
	"""Send the gallery's first design to the campaign's audience; return the finished run."""
	mailer = suite.doors.sign_in("jefa").mailer
	designs = mailer.request("GET", "/v1/designs").json()["items"]
	request = RunRequest(campaign_id=campaign_id, design_id=designs[0]["id"], confirm_repeat=True)
	run = mailer.post("/v1/runs", Run, body=request, headers={"Idempotency-Key": str(uuid4())})

	def read() -> Run:
		return mailer.get(f"/v1/runs/{run.id}", Run)

	wait_until(lambda: read().state is RunState.DONE, PATIENCE)
	return read()
