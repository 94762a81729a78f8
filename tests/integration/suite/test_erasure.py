"""A person's erasure through the public doors, over every real service."""

import pytest

from chasqui.contracts.customers.people import Customer, Gender
from chasqui.contracts.customers.rights import Erasure, ErasureRequest
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.endpoints.customers import rights
from chasqui.contracts.endpoints.customers.registration import show_customer
from chasqui.kernel.errors import Conflict
from tests.support.story import send_now, start_campaign
from tests.support.suite import RunningSuite, wait_until

PATIENCE = 90
CORRECTED = "0912345675"  # nobody's in the sample, nor of another test of the suite


@pytest.mark.covers("R44")
class TestErasure:
	def test_every_service_wipes_its_part_and_says_so(self, running_suite: RunningSuite) -> None:
		criteria = SegmentCriteria(genders=[Gender.MALE], provinces=["EC-I"])
		campaign_id = start_campaign(running_suite, "Borrado", criteria)
		before = send_now(running_suite, campaign_id)
		customer = find_member(running_suite, campaign_id)
		admin = running_suite.suite_client.sign_in("admin").customers
		# What the risk service knows, it knows by the number of before this correction.
		corrected = {"id_type": "cedula", "id_number": CORRECTED, "version": customer.version}
		admin.request("PATCH", f"/v1/customers/{customer.id}", json=corrected)
		asked = ErasureRequest(reason="Lo pidió por escrito")
		begun = admin.call(rights.begin_erasure, customer_id=customer.id, body=asked)

		def read() -> Erasure:
			return admin.call(rights.show_erasure, erasure_id=begun.id)

		wait_until(lambda: read().finished_at is not None, PATIENCE, lambda: str(read()))
		assert {receipt.service for receipt in read().receipts} == {
			"campaigns", "mailer", "risk_soap",
		}  # fmt: skip
		details = {receipt.service: receipt.details for receipt in read().receipts}
		assert details["campaigns"]["audience_members"] == 1
		assert details["mailer"]["deliveries"] == 1
		assert details["risk_soap"] == {"records": 1}
		again = {"id_type": customer.id_type, "id_number": customer.id_number, "name": "Otra vez"}
		with pytest.raises(Conflict) as refused:
			admin.request("POST", "/v1/customers", json={**again, "kind": "person"})
		assert refused.value.code == "erased_person"
		after = send_now(running_suite, campaign_id)
		assert after.counts.eligible == before.counts.eligible
		accepted = "accepted"
		assert after.counts.by_state[accepted] == before.counts.by_state[accepted] - 1


def find_member(suite: RunningSuite, campaign_id: int) -> Customer:
	"""Return a customer of the campaign who may be mailed."""
	jefa, admin = suite.suite_client.sign_in("jefa"), suite.suite_client.sign_in("admin")
	members = jefa.campaigns.request("GET", f"/v1/campaigns/{campaign_id}/members").json()["items"]
	member = next(one for one in members if one["may_email"])
	return admin.customers.call(show_customer, customer_id=member["customer_id"])
