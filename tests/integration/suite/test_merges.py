"""Two records merged at customers are one person in every service within five seconds."""

import pytest

from chasqui.contracts.customers.people import Gender
from chasqui.contracts.customers.quality import MergeRequest
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.endpoints.campaigns.privacy import show_activity
from chasqui.contracts.endpoints.customers.quality import merge_customers
from chasqui.contracts.endpoints.customers.registration import show_customer
from chasqui.contracts.endpoints.mailer.people import show_mails
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
	admin = running_suite.suite_client.sign_in("admin")
	path = f"/v1/campaigns/{campaign_id}/members"
	head = running_suite.suite_client.sign_in("jefa").campaigns
	members = head.request("GET", path).json()["items"]
	kept, merged = (one["customer_id"] for one in members[:2])

	def count(customer_id: int = kept) -> tuple[int, int]:
		return count_told(admin.campaigns, admin.mailer, customer_id)

	before, others = count(), count(merged)
	assert others > (0, 0)
	asked = MergeRequest(kept_id=kept, merged_id=merged)
	made = admin.customers.call(merge_customers, body=asked)
	_expect_soon(lambda: count() == (before[0] + others[0], before[1] + others[1]))
	undoing = f"/v1/merges/{made.id}/undoing"
	admin.customers.request("POST", undoing, json={})
	_expect_soon(lambda: count() == before)
	assert admin.customers.call(show_customer, customer_id=merged).merged_into is None


def count_told(campaigns: RestClient, mailer: RestClient, customer_id: int) -> tuple[int, int]:
	"""Return in how many campaigns the person is, and how many mails there were."""
	activity = campaigns.call(show_activity, customer_id=customer_id)
	mails = mailer.call(show_mails, customer_id=customer_id)
	return len(activity.places), len(mails.mails)
