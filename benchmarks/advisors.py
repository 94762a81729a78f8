"""Advisors at work on a running suite: take the next customer, ask its risk, record the result.

B6 times them; the chaos tests let processes die meanwhile.
"""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import psycopg

from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.campaigns import CampaignFields, Phase
from chasqui.contracts.campaigns.desk import CallRecord, NextRequest, RiskRequest
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.demo.calls import call_always
from chasqui.demo.suite_client import Person, SuiteClient
from chasqui.kernel.clock import read_today
from chasqui.kernel.errors import AppError, NotFound
from chasqui.stack.suite import Suite

ZONE = "America/Guayaquil"
ADD_AUDIENCE = """
INSERT INTO audience (campaign_id, state, members, reachable_email, reachable_phone, attempts,
	requested_by, built_at)
VALUES (%s, 'ready', %s, %s, %s, 0, 'Medición', now()) RETURNING id
"""
ADD_MEMBERS = """
INSERT INTO audience_member (audience_id, customer_id, kind, id_type, id_number, name, given_names,
	gender, age, income, province, canton, email, phone, may_email, may_phone, synthetic)
SELECT %s, c, 'person', 'passport', lpad(c::text, 10, '0'), 'Persona Sintética ' || c, 'Persona',
	'F', 30, 900, (ARRAY['EC-P', 'EC-G', 'EC-A'])[c %% 3 + 1], '1701', c || '@example.com',
	'+59399' || lpad(c::text, 7, '0'), true, true, true
FROM generate_series(1, %s) AS c
"""
# They sign in as the demo's advisor does: one password is hashed once.
ADD_ADVISORS = """
INSERT INTO staff (username, name, roles, password_hash)
SELECT 'medicion' || i, 'Asesor de la medición ' || i, roles, password_hash
FROM staff, generate_series(1, %s) AS i WHERE username = 'asesor'
RETURNING id, username
"""
ADD_ASSIGNMENTS = """
WITH given AS (
	INSERT INTO assignment (campaign_id, advisor_id, asked, assigned, assigned_by)
	SELECT %(campaign)s, advisor, %(each)s, %(each)s, 'Medición'
	FROM unnest(%(advisors)s::bigint[]) AS advisor RETURNING id, advisor_id
)
INSERT INTO call_task (assignment_id, campaign_id, audience_id, customer_id, advisor_id)
SELECT given.id, %(campaign)s, %(audience)s, c, given.advisor_id
FROM unnest(%(advisors)s::bigint[]) WITH ORDINALITY AS one (advisor, place)
JOIN given ON given.advisor_id = one.advisor
JOIN generate_series(1, %(members)s) AS c ON c %% %(many)s = place - 1
"""

LONGEST_TRAVEL_SECONDS = 30.0
FIND_CONTACT = "SELECT FROM contact_day WHERE customer_id = %s AND channel = 'call'"


@dataclass
class Worked:
	"""What advisors did: milliseconds of each request by its name, who was given to whom."""

	times: dict[str, list[float]] = field(default_factory=dict)
	given: dict[int, set[int]] = field(default_factory=dict)
	"""By customer, the advisors who were given it."""
	errors: Counter[str] = field(default_factory=Counter)
	lock: threading.Lock = field(default_factory=threading.Lock)

	@contextmanager
	def measure(self, name: str) -> Iterator[None]:
		started = time.perf_counter()
		yield
		with self.lock:
			self.times.setdefault(name, []).append((time.perf_counter() - started) * 1000)

	def count_given_twice(self) -> int:
		"""Return how many customers more than one advisor was given."""
		return sum(len(advisors) > 1 for advisors in self.given.values())


class CallFloor:
	"""A campaign in execution on a running suite, and advisors with customers to call."""

	def __init__(self, suite: Suite, *, advisors: int, members: int) -> None:
		self._client = SuiteClient.read(suite.var)
		self._url = suite.addresses.database_urls["campaigns"]
		self._mailer_url = suite.addresses.database_urls["mailer"]
		head = self._client.sign_in("jefa")
		self.campaign_id = self._make_campaign(head)
		self.people = self._fill(advisors, members)

	def work(self, people: list[Person], seconds: float, talk: float) -> Worked:
		"""Let advisors work for a time, each call as long as `talk` seconds on average."""
		done, until = Worked(), time.monotonic() + seconds
		threads = [
			threading.Thread(target=self._call, args=(one, place, done, until, talk))
			for place, one in enumerate(people)
		]
		for thread in threads:
			thread.start()
		for thread in threads:
			thread.join()
		return done

	def measure_travel(self, person: Person, calls: int) -> list[float]:
		"""Return how many milliseconds after its result was kept the mailer knew of each call."""
		done, times = Worked(), []
		with psycopg.connect(self._mailer_url, autocommit=True) as connection:
			for _ in range(calls):
				customer_id, kept = self._call_one(person, done, 0), time.perf_counter()
				while connection.execute(FIND_CONTACT, [customer_id]).fetchone() is None:
					if time.perf_counter() - kept > LONGEST_TRAVEL_SECONDS:
						raise TimeoutError("the mailer does not know of a call")
					time.sleep(0.005)
				times.append((time.perf_counter() - kept) * 1000)
		return times

	def count_recorded_twice(self) -> int:
		"""Return how many customers have two calls: each was called with a final result."""
		query = "SELECT count(*) FROM (SELECT FROM call GROUP BY customer_id HAVING count(*) > 1) x"
		return self._count(query)

	def count_calls(self) -> int:
		return self._count("SELECT count(*) FROM call")

	def count_figures(self) -> int:
		"""Return the calls as the kept figures have them."""
		return self._count("SELECT coalesce(sum(calls), 0) FROM call_figure")

	def _count(self, query: str) -> int:
		with psycopg.connect(self._url) as connection:
			row = connection.execute(query).fetchone()  # type: ignore[call-overload]
			return int(row[0])

	def _make_campaign(self, head: Person) -> int:
		today = read_today(ZONE)
		fields = CampaignFields(
			name="Medición de la mesa",
			starts_on=today,
			ends_on=today + timedelta(days=60),
			criteria=SegmentCriteria(age_from=20, age_to=70),
		)
		number = head.campaigns.call(campaigns_api.create_campaign, body=fields).id
		call_always(head, number)
		return number

	def _fill(self, advisors: int, members: int) -> list[Person]:
		with psycopg.connect(self._url) as connection:
			counts = [members] * 3
			row = connection.execute(ADD_AUDIENCE, [self.campaign_id, *counts]).fetchone()
			assert row is not None
			connection.execute(ADD_MEMBERS, [row[0], members])
			staff = connection.execute(ADD_ADVISORS, [advisors]).fetchall()
			given = {
				"campaign": self.campaign_id,
				"audience": row[0],
				"members": members,
				"many": advisors,
				"each": members // advisors,
				"advisors": [one[0] for one in staff],
			}
			connection.execute(ADD_ASSIGNMENTS, given)
			running = "UPDATE campaign SET phase = %s, first_executed_at = now() WHERE id = %s"
			connection.execute(running, [Phase.IN_EXECUTION.value, self.campaign_id])
		with psycopg.connect(self._url, autocommit=True) as connection:
			connection.execute("VACUUM ANALYZE")
		known = next(one for one in self._client.document["users"] if one["username"] == "asesor")
		self._client.document["users"] += [{**known, "username": name} for _, name in staff]
		return [self._client.sign_in(name) for _, name in staff]

	def _call(self, person: Person, seed: int, done: Worked, until: float, talk: float) -> None:
		draw = random.Random(seed)
		time.sleep(draw.uniform(0, talk))
		while time.monotonic() < until:
			try:
				self._call_one(person, done, draw.uniform(0.5, 1.5) * talk)
			except NotFound:
				return
			except AppError as error:  # a process died: whoever calls tries again
				with done.lock:
					done.errors[error.code] += 1
				time.sleep(0.2)

	@staticmethod
	def _call_one(person: Person, done: Worked, seconds: float) -> int:
		"""Call the next customer, who says no; return whom."""
		client = person.campaigns
		with done.measure("next"):
			lease = client.call(desk_api.take_next, body=NextRequest())
		with done.lock:
			done.given.setdefault(lease.customer.customer_id, set()).add(person.staff_id)
		with done.measure("risk"):
			client.call(desk_api.check_risk, body=RiskRequest(lease_token=lease.lease_token))
		time.sleep(seconds)
		record = CallRecord(lease_token=lease.lease_token, result=CallResult.NOT_INTERESTED)
		with done.measure("result"):
			client.call(desk_api.record_result, body=record)
		return lease.customer.customer_id
