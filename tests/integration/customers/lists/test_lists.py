"""Lists of customers by every filter, their order, their facets."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from chasqui.kernel.clock import read_today
from chasqui.kernel.data.database import Database
from tests.integration.customers.doors import Api
from tests.integration.customers.person_world import insert_people

ZONE = "America/Guayaquil"

ANA = {
	"id_type": "passport", "id_number": "ANA1", "name": "Ana Alta", "gender": "F",
	"birth_date": "1990-05-01", "monthly_income": "900", "canton": "1701",
	"registered_on": "2001-02-03", "email": "ana@example.com", "phone": "0991234567",
	"consent_email": True, "consent_phone": False,
}  # fmt: skip
LUIS = {
	"id_type": "passport", "id_number": "LUIS1", "name": "Luis Bajo", "gender": "M",
	"birth_date": "2000-05-01", "monthly_income": "2000", "canton": "0901",
	"registered_on": "2026-10-01", "email": None, "phone": "0987654321",
	"consent_email": False, "consent_phone": True,
}  # fmt: skip
FIRM = {
	"kind": "company", "id_type": "ruc", "id_number": "1790012345001", "name": "Firma Sintética",
	"gender": "unknown", "birth_date": None, "monthly_income": None, "canton": None,
	"registered_on": "2020-01-01", "email": None, "phone": None,
	"consent_email": False, "consent_phone": False,
}  # fmt: skip
# What some of many customers have.
DIFFERENCES = (
	"INSERT INTO customer_tag (customer_id, tag) SELECT id, 'VIP' FROM customer WHERE id % 3 = 0",
	"INSERT INTO custom_field (key, label, kind) VALUES ('tv', 'Televisores', 'number')",
	"UPDATE customer SET custom = jsonb_build_object('tv', id % 4), import_id = 6 + id % 2, "
	"warnings = '{wrong_phone}' WHERE id % 2 = 0",
	"UPDATE customer SET import_id = 7 WHERE id % 5 = 0",
	"UPDATE customer SET last_contact_at = now() - (id % 500) * interval '1 day' WHERE id % 4 > 0",
)
# What is asked, and the names that answer.
CASES = [
	("kind=company", ["Firma"]), ("id_type=ruc&id_type=passport", ["Ana", "Firma", "Luis"]),
	("gender=F", ["Ana"]), ("gender=F&gender=M", ["Ana", "Luis"]), ("age_from=30", ["Ana"]),
	("age_to=30", ["Luis"]), ("income_from=900&income_to=900.00", ["Ana"]),
	("province=EC-P", ["Ana"]), ("province=none", ["Firma"]),
	("province=EC-G&province=none", ["Firma", "Luis"]), ("canton=0901", ["Luis"]),
	("category=loyal", ["Ana"]), ("category=new&category=regular", ["Firma", "Luis"]),
	("consent_email=true", ["Ana"]), ("may_phone=true", ["Luis"]),
	("consent_phone=false", ["Ana", "Firma"]), ("may_email=false&may_phone=false", ["Firma"]),
	("registered_from=2020-01-01&registered_to=2026-09-30", ["Firma"]),
	("contacted_from=2026-11-01", ["Luis"]), ("contacted_to=2026-10-31", []),
	("active=true", ["Luis"]), ("active=false", ["Ana", "Firma"]),
	("tag=vip", ["Ana"]), ("tag=Quito&tag=VIP", ["Ana", "Luis"]),
	("custom=tv:si", ["Ana"]), ("custom=hijos:2..", ["Luis"]), ("custom=hijos:1..1.5", ["Ana"]),
	("custom=hijos:2", ["Luis"]), ("custom=desde:..2026-01-31", ["Ana"]),
	("has_warnings=true", ["Firma"]), ("warning=checksum_unverifiable", ["Firma"]),
	("has_warnings=false", ["Ana", "Luis"]), ("q=baj&gender=M", ["Luis"]), ("archived=true", []),
	("sort=-name", ["Luis", "Firma", "Ana"]), ("sort=registered_on", ["Ana", "Firma", "Luis"]),
	("sort=-last_contact_at&kind=person", ["Luis", "Ana"]),
	("sort=-id", ["Firma", "Luis", "Ana"]), ("q=ana&tag=quito", []),
]  # fmt: skip


@pytest.fixture
def people(client: Api, database: Database) -> dict[str, int]:
	"""Three customers who differ in everything."""
	for key, kind in (("tv", "boolean"), ("hijos", "number"), ("desde", "date")):
		client.post("/v1/custom-fields", {"key": key, "label": key, "kind": kind})
	ids = {one["name"].split()[0]: client.register(**one)["id"] for one in (ANA, LUIS, FIRM)}
	patches = {
		"Ana": {"tags": ["VIP"], "custom": {"tv": "true", "hijos": "1", "desde": "2026-01-31"}},
		"Luis": {"tags": ["quito"], "custom": {"hijos": "2", "desde": "2026-02-01"}},
	}
	for name, sections in patches.items():
		path = f"/v1/customers/{ids[name]}/profile"
		assert client.patch_path(path, {"version": 0, **sections}).status_code == 200
	with database.open_session() as session:
		moment = datetime(2026, 11, 10, tzinfo=UTC)
		query = text("UPDATE customer SET last_contact_at = :moment WHERE id = :id")
		session.execute(query, {"moment": moment, "id": ids["Luis"]})
	return ids


@pytest.mark.usefixtures("people")
class TestFilters:
	@pytest.mark.covers("R11", "R10", "R6")
	def test_every_filter_finds_whom_it_asks(self, client: Api) -> None:
		found = {}
		for asked, _names in CASES:
			answer = client.get(f"/v1/customers?{asked}")
			assert answer.status_code == 200, (asked, answer.get_json())
			found[asked] = [one["name"].split()[0] for one in answer.get_json()["items"]]
		assert found == dict(CASES)

	def test_rows_tell_tags_and_custom_fields(self, client: Api) -> None:
		row = client.get("/v1/customers?q=ana").get_json()["items"][0]
		assert row["tags"] == ["VIP"]
		assert row["custom"] == {"tv": True, "hijos": "1", "desde": "2026-01-31"}

	@pytest.mark.parametrize(
		"asked",
		[
			"age_from=50&age_to=20", "income_from=2&income_to=1", "province=EC-XX", "canton=9999",
			"custom=nada:1", "custom=hijos:muchos", "custom=hijos:1e99..", "sort=income",
			"registered_from=2026-02-01&registered_to=2026-01-01", "q=%00", "tag=%01", "edad=3",
		],
	)  # fmt: skip
	def test_what_makes_no_sense_is_refused(self, client: Api, asked: str) -> None:
		assert client.get(f"/v1/customers?{asked}").status_code == 422

	def test_a_category_set_by_hand_counts(self, client: Api, people: dict[str, int]) -> None:
		override = {"category": "loyal", "reason": "Convenio", "until": "2030-01-01"}
		path = f"/v1/customers/{people['Luis']}/profile"
		client.patch_path(path, {"version": 1, "category_override": override})
		assert list_names(client, "category=loyal") == ["Ana", "Luis"]
		assert list_names(client, "category=new") == []
		facets = client.get("/v1/customers/facets").get_json()
		assert {one["value"]: one["customers"] for one in facets["category"]} == {
			"loyal": 2, "regular": 1,
		}  # fmt: skip

	@pytest.mark.parametrize(("days", "is_active"), [(365, True), (366, False)])
	def test_rows_cards_and_files_say_active_of_whom_the_filter_finds(
		self,
		client: Api,
		database: Database,
		people: dict[str, int],
		days: int,
		*,
		is_active: bool,
	) -> None:
		day = read_today(ZONE) - timedelta(days=days)  # late: the next day by Greenwich
		with database.open_session() as session:
			at = datetime.combine(day, time(22, 30), ZoneInfo(ZONE))
			query = text("UPDATE customer SET last_contact_at = :at WHERE id = :id")
			session.execute(query, {"at": at, "id": people["Luis"]})
		asked = f"active={str(is_active).lower()}&q=luis"
		assert list_names(client, asked) == ["Luis"]
		[row] = client.get(f"/v1/customers?{asked}").get_json()["items"]
		card = client.get(f"/v1/customers/{people['Luis']}").get_json()
		assert row["active"] is card["active"] is is_active
		file = client.get(f"/v1/customers/export?{asked}&columns=active").get_data(as_text=True)
		assert file.splitlines()[-1] == ("sí" if is_active else "no")

	@pytest.mark.parametrize("sort", ["last_contact_at", "-last_contact_at", "-registered_on"])
	def test_pages_follow_each_other_in_every_order(self, client: Api, sort: str) -> None:
		whole = list_names(client, f"sort={sort}")
		paged, cursor = [], ""
		while cursor is not None:
			page = client.get(f"/v1/customers?limit=1&sort={sort}{cursor}").get_json()
			paged += [one["name"].split()[0] for one in page["items"]]
			following = page["next_cursor"]
			cursor = f"&cursor={following}" if following else None
		assert paged == whole


class TestFacets:
	@pytest.mark.covers("R11")
	def test_they_count_what_the_list_holds(self, client: Api, database: Database) -> None:
		with database.open_session() as session:
			insert_people(session, 600)
		asked = "age_from=20&income_from=500&gender=F&gender=X&category=loyal"
		facets = client.get(f"/v1/customers/facets?{asked}").get_json()
		assert facets["total"] == count_rows(client, asked)
		for value in facets["gender"]:
			others = asked.replace("&gender=F&gender=X", f"&gender={value['value']}")
			assert value["customers"] == count_rows(client, others)
		for value in facets["province"]:
			assert value["customers"] == count_rows(client, f"{asked}&province={value['value']}")
		bands = {one["value"]: one["customers"] for one in facets["age"]}
		assert sum(bands.values()) == facets["total"]
		assert bands["35-44"] == count_rows(client, f"{asked}&age_from=35&age_to=44"[12:])
		reach = {one["value"]: one["customers"] for one in facets["consent"]}
		assert reach["email"] == count_rows(client, f"{asked}&may_email=true")

	def test_tags_are_counted_whatever_their_case(
		self, client: Api, people: dict[str, int]
	) -> None:
		path = f"/v1/customers/{people['Luis']}/profile"
		client.patch_path(path, {"version": 1, "tags": ["vip", "quito"]})
		tags = client.get("/v1/customers/facets?tag=quito").get_json()["tag"]
		assert [(one["value"].lower(), one["customers"]) for one in tags] == [
			("vip", 2), ("quito", 1),
		]  # fmt: skip


class TestSegments:
	@pytest.mark.covers("R10")
	@pytest.mark.parametrize(
		"asked",
		[
			"age_from=30", "gender=F&province=EC-P", "kind=company", "gender=unknown",
			"category=loyal&income_to=4000", "", "q=persona+7", "tag=vip", "may_email=true",
			"consent_phone=false&active=true", "id_type=passport&registered_from=2010-01-01",
			"contacted_to=2026-10-01", "has_warnings=true&warning=wrong_phone", "advisor=none",
			"custom=tv:1..2&gender=F", "import_id=7",
		],
	)  # fmt: skip
	def test_a_list_is_told_as_criteria_that_hold_the_same(
		self, client: Api, database: Database, asked: str
	) -> None:
		with database.open_session() as session:
			insert_people(session, 400)
			for statement in DIFFERENCES:
				session.execute(text(statement))
		criteria = client.get(f"/v1/customers/as-segment?{asked}").get_json()["criteria"]
		counted = client.post("/v1/segments/count", criteria, role="marketing_head")
		assert counted.get_json()["total"] == count_rows(client, asked) > 0

	def test_it_tells_what_criteria_cannot_say(self, client: Api) -> None:
		asked = "tag=vip&q=ana&province=none&kind=company&archived=true&ids=1"
		answer = client.get(f"/v1/customers/as-segment?{asked}").get_json()
		assert answer == {"criteria": None, "unsayable": ["ids", "archived", "province"]}

	@pytest.mark.parametrize(
		("asked", "field"),
		[
			({"customs": ["nadie:1"]}, "customs"),
			({"customs": ["sin dos puntos"]}, "customs.0"),
			({"advisors": ["Ana"]}, "advisors.0"),
			({"search": "x" * 121}, "search"),
			({"tags": ["x" * 41]}, "tags.0"),
			({"may_email": ["quizás"]}, "may_email.0"),
			({"registered_from": "2026-02-02", "registered_to": "2026-02-01"}, ""),
		],
	)
	def test_criteria_that_ask_for_nothing_known_are_refused(
		self, client: Api, asked: dict[str, Any], field: str
	) -> None:
		answer = client.post("/v1/segments/count", asked, role="marketing_head")
		assert answer.status_code == 422
		assert [one["field"] for one in answer.get_json()["errors"]] == [field]


def list_names(client: Api, asked: str) -> list[str]:
	items = client.get(f"/v1/customers?{asked}").get_json()["items"]
	return [one["name"].split()[0] for one in items]


def count_rows(client: Api, asked: str) -> int:
	"""Count by walking all pages."""
	counted, cursor = 0, ""
	while True:
		page = client.get(f"/v1/customers?limit=200&{asked}{cursor}").get_json()
		counted += len(page["items"])
		if page["next_cursor"] is None:
			return counted
		cursor = f"&cursor={page['next_cursor']}"
