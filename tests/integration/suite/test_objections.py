"""An objection holds in every service within five seconds (architecture 4.5)."""

import time
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.endpoints.customers.registration import show_customer
from tests.support.story import start_campaign
from tests.support.suite import RunningSuite, wait_until

LIMIT_SECONDS = 5.0


@pytest.fixture(scope="module")
def campaign_id(running_suite: RunningSuite) -> int:
	"""A campaign in execution for everybody in Pichincha."""
	return start_campaign(running_suite, "Objeciones", SegmentCriteria(provinces=["EC-P"]))


class TestObjections:
	def test_a_consent_withdrawn_at_customers_reaches_campaigns_and_the_mailer(
		self, running_suite: RunningSuite, campaign_id: int
	) -> None:
		customer_id = _find_reachable(running_suite)
		admin = running_suite.suite_client.sign_in("admin").customers
		body: dict[str, object] = {"consent_email": False, "consent_phone": False}
		body["version"] = admin.call(show_customer, customer_id=customer_id).version
		admin.request("PATCH", f"/v1/customers/{customer_id}", json=body)
		_expect_soon(lambda: _may_contact(running_suite, customer_id) == (False, False))
		_expect_soon(lambda: _is_suppressed(running_suite, customer_id))

	def test_do_not_call_reaches_customers(
		self, running_suite: RunningSuite, campaign_id: int
	) -> None:
		head = running_suite.suite_client.sign_in("jefa").campaigns
		advisor = running_suite.suite_client.sign_in("asesor")
		body = {"advisor_id": advisor.staff_id, "count": 3}
		head.request("POST", f"/v1/campaigns/{campaign_id}/assignments", json=body)
		lease = advisor.campaigns.request("POST", "/v1/desk/next", json={}).json()
		result = {"lease_token": lease["lease_token"], "result": "DO_NOT_CALL"}
		advisor.campaigns.request("POST", "/v1/desk/result", json=result)
		customer_id = lease["customer"]["customer_id"]
		admin = running_suite.suite_client.sign_in("admin").customers
		_expect_soon(lambda: not admin.call(show_customer, customer_id=customer_id).consent_phone)


def _expect_soon(check: Callable[[], bool]) -> None:
	started = time.monotonic()
	wait_until(check, LIMIT_SECONDS + 5)
	assert time.monotonic() - started <= LIMIT_SECONDS


def _query(suite: RunningSuite, service: str, statement: str, *values: Any) -> tuple[Any, ...]:
	with psycopg.connect(suite.document["databases"][service]) as connection:
		row = connection.execute(statement, values).fetchone()
	assert row is not None
	return tuple(row)


def _find_reachable(suite: RunningSuite) -> int:
	statement = (
		"SELECT customer_id FROM audience_member"
		" WHERE may_email AND may_phone AND email IS NOT NULL ORDER BY customer_id LIMIT 1"
	)
	return int(_query(suite, "campaigns", statement)[0])


def _may_contact(suite: RunningSuite, customer_id: int) -> tuple[bool, bool]:
	statement = (
		"SELECT bool_or(may_email), bool_or(may_phone) FROM audience_member WHERE customer_id = %s"
	)
	may_email, may_phone = _query(suite, "campaigns", statement, customer_id)
	return may_email, may_phone


def _is_suppressed(suite: RunningSuite, customer_id: int) -> bool:
	statement = "SELECT count(*) FROM suppression WHERE customer_id = %s"
	return bool(_query(suite, "mailer", statement, customer_id)[0])
