"""Information that is asked for in a call, through the running suite: a mail within seconds, once,
after the campaign's own mail went out (K27).
"""

import sqlite3
from uuid import UUID

import pytest

from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.desk import (
	CallRecord,
	DeskLease,
	InformationRequest,
	NextRequest,
)
from chasqui.contracts.campaigns.information import SentInformation
from chasqui.contracts.customers.people import Gender
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.endpoints.campaigns import calls, desk
from chasqui.contracts.endpoints.mailer import people
from chasqui.contracts.endpoints.mailer.designs import list_designs
from chasqui.contracts.mailer.designs import DesignQuery
from chasqui.contracts.mailer.runs import DeliveryState, RunKind
from chasqui.demo.calls import assign, may_inform
from chasqui.demo.information import choose_information
from chasqui.demo.suite_client import Person
from tests.support.story import send_now, start_campaign
from tests.support.suite import RunningSuite, wait_until

WITHIN_SECONDS = 10.0


@pytest.mark.covers("K27", "K24")
class TestInformation:
	def test_it_arrives_within_seconds_and_once(self, running_suite: RunningSuite) -> None:
		client = running_suite.suite_client
		head, advisor = client.sign_in("jefa"), client.sign_in("asesor")
		criteria = SegmentCriteria(genders=[Gender.FEMALE], provinces=["EC-G"], age_from=30)
		campaign_id = start_campaign(running_suite, "Con información", criteria)
		design = head.mailer.call(list_designs, query=DesignQuery()).items[0]
		choose_information(head, campaign_id, design.id)
		send_now(running_suite, campaign_id)
		assign(head, advisor, campaign_id, 20)
		lease = take_reachable(advisor, campaign_id)
		before = count_mails(running_suite)
		asked = InformationRequest(lease_token=lease.lease_token)
		for _ in range(2):
			advisor.campaigns.call(desk.send_information, body=asked)
		record = CallRecord(
			lease_token=lease.lease_token, result=CallResult.INTERESTED, send_information=True
		)
		call_id = advisor.campaigns.call(desk.record_result, body=record).call_id
		wait_until(
			lambda: read_call(advisor, call_id).state is DeliveryState.ACCEPTED, WITHIN_SECONDS
		)
		assert count_mails(running_suite) == before + 1
		customer_id = lease.customer.customer_id
		mails = advisor.mailer.call(people.show_mails, customer_id=customer_id).mails
		assert [one.kind for one in mails].count(RunKind.SERVICE) == 1


def take_reachable(advisor: Person, campaign_id: int) -> DeskLease:
	"""Hold the first customer who may be mailed; the others are called and busy."""
	for _ in range(20):
		lease = advisor.campaigns.call(desk.take_next, body=NextRequest(campaign_id=campaign_id))
		if may_inform(lease.information):
			return lease
		pass_over(advisor, lease.lease_token)
	raise AssertionError("nobody may be mailed")


def pass_over(advisor: Person, token: UUID) -> None:
	record = CallRecord(lease_token=token, result=CallResult.BUSY)
	advisor.campaigns.call(desk.record_result, body=record)


def read_call(advisor: Person, call_id: int) -> SentInformation:
	found = advisor.campaigns.call(calls.show_call, call_id=call_id).information
	assert found is not None
	return found


def count_mails(suite: RunningSuite) -> int:
	with sqlite3.connect(suite.var / "mailbox.sqlite") as connection:
		return int(connection.execute("SELECT count(*) FROM message").fetchone()[0])
