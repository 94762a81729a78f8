"""B1: audience transfer between two services' databases, against INSERT … SELECT inside one.

Ours: from ``POST /v1/campaigns/{id}/audience`` to the moment at which the audience is seen to be
ready, 1,000,000 of 2,000,000 customers, through HTTP, Celery and two databases, all processes real.
Peer: ``INSERT … SELECT`` of the same rows into a table with the same columns and indexes inside
customers' database: the physical limit here.
"""

import tempfile
import time
from pathlib import Path
from shutil import rmtree
from typing import Any

import psycopg

from benchmarks.measure import measure_pairs, scale_rows, sum_up
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import Campaign, CampaignFields
from chasqui.contracts.customers.people import Gender
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.endpoints.campaigns import audiences
from chasqui.contracts.endpoints.campaigns.campaigns import create_campaign
from chasqui.demo.suite_client import Person, SuiteClient
from chasqui.kernel.clock import read_today
from chasqui.stack.places import choose_postgres_folder
from chasqui.stack.suite import Suite
from customers.segments.domain.criteria import read_segment
from customers.segments.repositories.explanations import explain
from customers.segments.repositories.members import MEMBERS
from customers.segments.repositories.segment_sql import (
	build_conditions,
	build_parameters,
	join_conditions,
)

CUSTOMERS = scale_rows(2_000_000)
TARGET = 0.9
ZONE = "America/Guayaquil"
POLL_SECONDS = 0.02
CRITERIA = SegmentCriteria(genders=[Gender.FEMALE], age_from=20, age_to=70)
# Every second customer is a woman between 21 and 69; the triggers' deltas are not measured here.
FILL = """
INSERT INTO customer (
	kind, id_type, id_number, name, name_key, gender, birth_date, monthly_income, email, phone,
	province, canton, registered_on, consent_email, consent_phone, consent_source, synthetic
)
SELECT 'person', 'passport', 'B' || i, 'Persona Sintética ' || i, 'PERSONA SINTETICA ' || i,
	CASE WHEN i %% 2 = 0 THEN 'F' ELSE 'M' END,
	current_date - (7700 + (i::bigint * 7919) %% 17300)::int,
	(i::bigint * 104729 %% 400000) / 100.0, 'persona' || i || '@example.com',
	'+59399' || lpad((i %% 10000000)::text, 7, '0'), 'EC-P', '1701',
	date '2015-01-01' + (i %% 3000), i %% 10 > 0, i %% 12 > 0, 'bench', true
FROM generate_series(1, %s) AS i
"""
PEER_TABLE = """
CREATE TABLE audience_copy (
	audience_id bigint NOT NULL, customer_id bigint NOT NULL, kind varchar(10) NOT NULL,
	id_type varchar(10), id_number varchar(20), name varchar(160),
	given_names varchar(80), gender varchar(10) NOT NULL,
	age smallint, income numeric(14, 2), province varchar(6), canton varchar(4),
	email varchar(254), phone varchar(20), may_email boolean NOT NULL, may_phone boolean NOT NULL,
	synthetic boolean NOT NULL, language varchar(2), matched jsonb,
	PRIMARY KEY (audience_id, customer_id)
);
CREATE INDEX ON audience_copy (customer_id);
"""


def run() -> dict[str, Any]:
	"""Return the figures: rows/s of both, and the ratio (median, minimum, maximum)."""
	with tempfile.TemporaryDirectory(prefix="chasqui-b1-") as folder:
		suite = Suite(Path(folder), port_base=19000)
		try:
			suite.start()
			bench = TransferBench(suite)
			bench.fill()
			pairs = measure_pairs(bench.transfer, bench.copy_inside)
		finally:
			suite.stop()
			rmtree(choose_postgres_folder(suite.var), ignore_errors=True)
	return {
		"id": "B1",
		"title": "Transferencia de la audiencia entre dos bases, por HTTP",
		"what": f"{bench.rows} of {CUSTOMERS} customers, request to ready",
		"peer": "INSERT … SELECT inside one PostgreSQL 18 database",
		"rows": bench.rows,
		"ratio": sum_up(pairs),
		"target": TARGET,
		"pairs": pairs,
	}


class TransferBench:
	"""Both sides on one running suite."""

	def __init__(self, suite: Suite) -> None:
		self._customers_url = suite.addresses.database_urls["customers"]
		self._admin_url = suite.postgres.build_url("postgres")
		self._head: Person = SuiteClient.read(suite.var).sign_in("jefa")
		self._segment = read_segment(CRITERIA, read_today(ZONE))
		self.rows = 0

	def fill(self) -> None:
		"""Make the customers and the peer's table."""
		with psycopg.connect(self._customers_url, autocommit=True) as connection:
			connection.execute("ALTER TABLE customer DISABLE TRIGGER USER")
			connection.execute(FILL, [CUSTOMERS])
			connection.execute("ALTER TABLE customer ENABLE TRIGGER USER")
			connection.execute("VACUUM ANALYZE customer")
			connection.execute(PEER_TABLE)

	def transfer(self, number: int) -> float:
		"""Build an audience through the public door; return its rows/s."""
		self._settle()
		campaign = self._make_campaign(number)
		client, campaign_id = self._head.campaigns, campaign.id
		started = time.perf_counter()
		client.call(audiences.request_audience, campaign_id=campaign_id)
		while True:
			audience = client.call(audiences.show_audience, campaign_id=campaign_id)
			if audience.state is AudienceState.READY:
				break
			if audience.error:
				raise RuntimeError(audience.error)
			time.sleep(POLL_SECONDS)
		seconds = time.perf_counter() - started
		self.rows = audience.members
		return audience.members / seconds

	def copy_inside(self, number: int) -> float:
		"""Copy the same rows inside customers' database; return the rows/s."""
		self._settle()
		conditions = join_conditions(build_conditions(self._segment))
		explanation, values = explain(self._segment)
		members = MEMBERS.format(conditions=conditions, explanation=explanation)
		query = f"INSERT INTO audience_copy {members}"
		parameters = {**build_parameters(self._segment), **values, "audience_id": number + 1}
		with psycopg.connect(self._customers_url) as connection:
			started = time.perf_counter()
			rows = connection.execute(query, parameters).rowcount
			connection.commit()
			return rows / (time.perf_counter() - started)

	def _make_campaign(self, number: int) -> Campaign:
		today = read_today(ZONE)
		fields = CampaignFields(
			name=f"Transferencia {number}", starts_on=today, ends_on=today, criteria=CRITERIA
		)
		return self._head.campaigns.call(create_campaign, body=fields)

	def _settle(self) -> None:
		"""Begin from the same state: what the last measurement left is on disk."""
		with psycopg.connect(self._admin_url, autocommit=True) as connection:
			connection.execute("CHECKPOINT")
