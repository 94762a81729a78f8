"""The query service: counts and streams through the HTTP door."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr

from chasqui.contracts.customers.segments import MEMBER_COLUMNS
from chasqui.kernel.data.copy_streams import check_stream
from chasqui.kernel.data.database import Database
from customers.app.web import create_app
from customers.config import CustomersConfig
from tests.integration.customers.person_world import insert_people
from tests.support.servers import TestServers
from tests.support.tokens import TokenMaker

WOMEN = {
	"genders": ["F"],
	"age_from": 30,
	"age_to": 50,
	"income_from": "800",
	"income_to": "2500",
	"provinces": ["EC-P", "EC-G"],
	"as_of": "2026-11-20",
}


class TestCounting:
	@pytest.mark.covers("K14", "K15")
	def test_breakdowns_add_up_to_the_total(self, client: FlaskClient, head: dict) -> None:
		counted = client.post("/v1/segments/count", json=WOMEN, headers=head).get_json()
		assert counted["total"] > 0
		for name in ("by_gender", "by_age_band", "by_province", "by_income_band"):
			assert sum(counted[name].values()) == counted["total"]
		assert counted["reachable_email"] < counted["total"]
		assert list(counted["by_gender"]) == ["F"]

	@pytest.mark.parametrize(
		"criteria",
		[{"categories": ["new", "loyal"]}, {"cantons": ["1701"]}, {"kind": "any"}, WOMEN],
	)
	def test_the_stream_holds_whom_the_count_counts(
		self, client: FlaskClient, head: dict, service: dict, criteria: dict
	) -> None:
		counted = client.post("/v1/segments/count", json=criteria, headers=head).get_json()
		rows = read_members(client, service, criteria)
		assert len(rows) == counted["total"] > 0
		assert sum(row["may_email"] == "t" for row in rows) == counted["reachable_email"]
		assert sum(row["may_phone"] == "t" for row in rows) == counted["reachable_phone"]
		answer = client.post("/v1/segments/numbers", json=criteria, headers=service)
		numbers = b"".join(check_stream([answer.data])).decode().split()
		assert sorted(numbers) == sorted(row["customer_id"] for row in rows)

	@pytest.mark.parametrize("more", [{}, {"cantons": ["1701"]}, {"income_from": "500"}])
	def test_of_any_kind_ages_and_genders_are_asked_of_persons_only(
		self, client: FlaskClient, head: dict, service: dict, more: dict
	) -> None:
		asked = {"age_from": 30, "age_to": 40, "genders": ["F"], "as_of": "2026-11-20", **more}
		both = {**asked, "kind": "any"}
		companies = {"kind": "company", "as_of": "2026-11-20", **more}

		def count(criteria: dict) -> int:
			answer = client.post("/v1/segments/count", json=criteria, headers=head)
			return answer.get_json()["total"]

		assert count(companies) > 0
		assert count(both) == count(asked) + count(companies)
		assert len(read_members(client, service, both)) == count(both)

	@pytest.mark.parametrize(
		("criteria", "field"),
		[
			({"age_from": 50, "age_to": 30}, ""),
			({"income_from": "900", "income_to": "800"}, ""),
			({"kind": "company", "genders": ["F"]}, ""),
			({"age_from": 121}, "age_from"),
			({"provinces": ["EC-Q"]}, "provinces"),
			({"provinces": ["EC-G"], "cantons": ["1701"]}, "cantons"),
			({"colour": "red"}, "colour"),
		],
	)
	def test_contradictions_and_unknown_criteria_are_named(
		self, client: FlaskClient, head: dict, criteria: dict, field: str
	) -> None:
		answer = client.post("/v1/segments/count", json=criteria, headers=head)
		assert answer.status_code == 422
		assert [error["field"] for error in answer.get_json()["errors"]] == [field]

	def test_unknown_gender_only_when_chosen(self, client: FlaskClient, head: dict) -> None:
		counted = client.post(
			"/v1/segments/count", json={"genders": ["unknown"]}, headers=head
		).get_json()
		assert list(counted["by_gender"]) == ["unknown"]


class TestStreaming:
	def test_members_come_in_the_contract_order(self, client: FlaskClient, service: dict) -> None:
		row = read_members(client, service, WOMEN)[0]
		assert row["audience_id"] == "7"
		assert (row["kind"], row["gender"]) == ("person", "F")
		assert 30 <= int(row["age"]) <= 50
		assert 800 <= float(row["income"]) <= 2500
		assert row["province"] in ("EC-P", "EC-G")

	def test_people_may_not_stream(self, client: FlaskClient, head: dict) -> None:
		body = {"audience_id": 7, "criteria": WOMEN}
		assert client.post("/v1/segments/members", json=body, headers=head).status_code == 403


def read_members(client: FlaskClient, headers: dict, criteria: dict) -> list[dict[str, str]]:
	body = {"audience_id": 7, "criteria": criteria}
	answer = client.post("/v1/segments/members", json=body, headers=headers)
	assert answer.status_code == 200, answer.get_data(as_text=True)
	text = b"".join(check_stream(answer.iter_encoded())).decode()
	names = ("audience_id", *MEMBER_COLUMNS)
	return [dict(zip(names, line.split("\t"), strict=True)) for line in text.splitlines()]


@pytest.fixture
def head(tokens: TokenMaker) -> dict[str, str]:
	token = tokens.make_staff_token("customers", "marketing_head")
	return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def service(tokens: TokenMaker) -> dict[str, str]:
	token = tokens.make_service_token("customers", ["segments:stream"])
	return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def client(database: Database, tokens: TokenMaker, servers: TestServers) -> Iterator[FlaskClient]:
	with database.open_session() as session:
		insert_people(session, 4000)
	config = CustomersConfig(
		database_url=SecretStr(database.url),
		redis_url=SecretStr(servers.redis.build_url(1)),
		jwks_file=tokens.jwks_file,
	)
	app = create_app(config)
	yield app.test_client()
	assert app.database is not None
	app.database.close()
