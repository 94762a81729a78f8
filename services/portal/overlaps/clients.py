"""Asks the mailer what went to the customers of a page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from chasqui.contracts.campaigns.overlaps import RepeatedCustomer
from chasqui.contracts.endpoints.mailer import people as mailer_api
from chasqui.contracts.mailer.people import MOST_COUNTED, MailCountRequest
from portal.siblings import ask

Mails = Mapping[tuple[int, int], tuple[int, int]]
"""(accepted, not sent) by person and campaign."""


def count_mails(rows: Sequence[RepeatedCustomer]) -> Mails:
	"""Return how many mails of each campaign went to each person, as whichever of its records."""
	persons = {record: row.customer_id for row in rows for record in row.records}
	found: dict[tuple[int, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
	records = sorted(persons)
	for start in range(0, len(records), MOST_COUNTED):
		body = MailCountRequest(customers=records[start : start + MOST_COUNTED])
		for one in ask(mailer_api.count_mails, body=body).items:
			key = persons[one.customer_id], one.campaign_id
			accepted, unsent = found[key]
			found[key] = accepted + one.accepted, unsent + one.unsent
	return found
