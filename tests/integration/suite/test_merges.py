"""Two records merged at customers are one person in every service within five seconds."""

import pytest

from chasqui.contracts.activity import CustomerActivity, CustomerMails
from chasqui.contracts.customers.people import Customer, Gender
from chasqui.contracts.customers.quality import Merge, MergeRequest
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.kernel.clients.rest import RestClient
from tests.integration.suite.test_objections import _expect_soon
from tests.support.story import send_now, start_campaign
from tests.support.suite import RunningSuite


@pytest.mark.covers("R45", "R9")
def test_calls_and_mails_of_both_are_the_persons_until_it_is_undone(
	running_suite: RunningSuite,
) -> None:
	criteria = SegmentCriteria(genders=[Gender.FEMALE], provinces=["EC-I"])
	campaign_id = start_campaign(running_suite, "Uniones", criteria)
	send_now(running_suite, campaign_id)
	admin = running_suite.doors.sign_in("admin")
	path = f"/v1/campaigns/{campaign_id}/members"
	head = running_suite.doors.sign_in("jefa").campaigns
	members = head.request("GET", path).json()["items"]
	kept, merged = (one["customer_id"] for one in members[:2])

	def count(customer_id: int = kept) -> tuple[int, int]:
		return count_told(admin.campaigns, admin.mailer, customer_id)

	before, others = count(), count(merged)
	assert others > (0, 0)
	asked = MergeRequest(kept_id=kept, merged_id=merged)
	made = admin.customers.post("/v1/merges", Merge, body=asked)
	_expect_soon(lambda: count() == (before[0] + others[0], before[1] + others[1]))
	undoing = f"/v1/merges/{made.id}/undoing"
	admin.customers.request("POST", undoing, json={})
	_expect_soon(lambda: count() == before)
	assert admin.customers.get(f"/v1/customers/{merged}", Customer).merged_into is None


def count_told(campaigns: RestClient, mailer: RestClient, customer_id: int) -> tuple[int, int]:
	"""Return in how many campaigns the person is, and how many mails there were."""
	activity = campaigns.get(f"/v1/customers/{customer_id}/activity", CustomerActivity)
	mails = mailer.get(f"/v1/customers/{customer_id}/mails", CustomerMails)
	return len(activity.places), len(mails.mails)
