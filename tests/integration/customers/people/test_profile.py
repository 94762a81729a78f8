"""Profiles: what a customer has besides the master's own fields."""

from datetime import timedelta

import pytest

from chasqui.kernel.clock import read_today
from chasqui.kernel.data.database import Database
from tests.integration.customers.doors import Api, assign_advisor

ADDRESS = {"label": "work", "line": "Av. Amazonas  N21-147", "canton": "1701"}
CHILE = {"label": "home", "line": "Los Leones 1200", "country": "CL", "region": "CL-RM",
	"locality": "Providencia"}  # fmt: skip
BY_HAND = {"category": "new", "reason": "Vuelve tras años"}


class TestSections:
	@pytest.mark.covers("M5", "R5", "R8", "R10")
	def test_it_keeps_every_section(self, client: Api) -> None:
		client.post("/v1/custom-fields", {"key": "equipo", "label": "Equipo", "kind": "text"})
		profile = Door(client).change(
			contacts=[
				{"channel": "phone", "value": "02 250 1234", "label": "work"},
				{"channel": "email", "value": "Otra@Example.com", "label": "personal"},
			],
			addresses=[ADDRESS, CHILE],
			preferences={"channel": "phone", "hours": ["morning", "evening"], "language": "qu"},
			dates=[{"name": "Aniversario", "month": 2, "day": 29}],
			tags=["VIP", " feria   Cuenca ", "vip"],
			custom={"equipo": "Teléfono  5G"},
		)
		assert [one["value"] for one in profile["contacts"]] == ["+59322501234", "otra@example.com"]
		assert [one["region"] for one in profile["addresses"]] == ["EC-P", "CL-RM"]
		assert profile["addresses"][0]["line"] == "Av. Amazonas N21-147"
		assert profile["preferences"]["language"] == "qu"
		assert profile["dates"][0]["year"] is None
		assert profile["tags"] == ["feria Cuenca", "VIP"]
		assert profile["custom"] == {"equipo": "Teléfono 5G"}

	def test_an_absent_section_stays_and_a_list_is_the_whole_list(self, client: Api) -> None:
		door = Door(client)
		door.change(tags=["VIP"], dates=[{"name": "Boda", "month": 6, "day": 1, "year": 2010}])
		profile = door.change(tags=[])
		assert (profile["tags"], len(profile["dates"])) == ([], 1)

	@pytest.mark.parametrize(
		("sections", "field"),
		[
			({"contacts": [{"channel": "phone", "value": "12 34"}]}, "contacts.0.value"),
			({"addresses": [{**ADDRESS, "region": "EC-G"}]}, "addresses.0.canton"),
			({"addresses": [{**CHILE, "region": "EC-P"}]}, "addresses.0.region"),
			({"addresses": [{**CHILE, "canton": "1701"}]}, "addresses.0.region"),
			({"custom": {"nada": "x"}}, "custom.nada"),
			({"dates": [{"name": "Nunca", "month": 6, "day": 31}]}, "dates.0"),
			(
				{"category_override": {**BY_HAND, "until": "2020-01-01"}},
				"category_override.until",
			),
		],
	)  # fmt: skip
	def test_what_is_wrong_is_named_and_nothing_changes(
		self, client: Api, sections: dict[str, object], field: str
	) -> None:
		door = Door(client)
		before = door.show()
		answer = door.patch(tags=["no queda"], **sections)
		assert answer.status_code == 422
		assert [error["field"] for error in answer.get_json()["errors"]] == [field]
		assert door.show() == before

	def test_two_persons_do_not_overwrite_each_other(self, client: Api) -> None:
		door = Door(client)
		version = door.show()["version"]
		door.change(tags=["primera"])
		answer = door.patch(version=version, tags=["segunda"])
		assert (answer.status_code, answer.get_json()["code"]) == (409, "profile_changed")
		assert door.show()["tags"] == ["primera"]

	def test_the_audit_names_the_sections(self, client: Api) -> None:
		door = Door(client)
		door.change(tags=["VIP"], contacts=[])
		entry = client.get("/v1/audit?action=changed").get_json()["items"][0]
		assert entry["details"] == {"fields": ["contacts", "tags"]}

	@pytest.mark.parametrize("role", ["advisor", "marketing_head"])
	def test_other_roles_only_read(self, client: Api, database: Database, role: str) -> None:
		customer = client.register()
		assign_advisor(database, customer["id"], 1)
		path = f"/v1/customers/{customer['id']}/profile"
		assert client.get(path, role=role).status_code == 200
		assert client.post("/v1/custom-fields", {}, role=role).status_code == 403


class TestFurtherContacts:
	@pytest.mark.covers("R11")
	@pytest.mark.parametrize("text", ["022501234", "+593 2 250", "otra@ex"])
	def test_search_finds_by_them(self, client: Api, text: str) -> None:
		door = Door(client)
		door.change(
			contacts=[
				{"channel": "phone", "value": "022501234"},
				{"channel": "email", "value": "otra@example.com"},
			]
		)
		assert client.search(text) == [door.customer["id"]]

	def test_the_first_phone_is_no_further_one(self, client: Api) -> None:
		contact = {"channel": "phone", "value": "0991234567"}
		assert Door(client).change(contacts=[contact])["contacts"] == []


class TestCustomFields:
	@pytest.mark.covers("R10")
	@pytest.mark.parametrize(
		("kind", "value", "kept"),
		[
			("number", 12.50, "12.5"),
			("number", "1e3", "1000"),
			("date", "2024-02-29", "2024-02-29"),
			("boolean", True, True),
			("boolean", "sí", True),
			("choice", "Fibra", "Fibra"),
		],
	)
	def test_values_are_kept_by_their_kind(
		self, client: Api, kind: str, value: object, kept: object
	) -> None:
		make_field(client, kind)
		assert Door(client).change(custom={"dato": value})["custom"] == {"dato": kept}

	@pytest.mark.parametrize(
		("kind", "value"),
		[
			("number", "doce"), ("number", "NaN"), ("number", "1e400"), ("date", "2023-02-29"),
			("boolean", "quizás"), ("choice", "Cobre"), ("text", "x" * 501),
		],
	)  # fmt: skip
	def test_values_of_another_kind_are_refused(
		self, client: Api, kind: str, value: object
	) -> None:
		make_field(client, kind)
		assert Door(client).patch(custom={"dato": value}).status_code == 422

	def test_a_choice_that_is_taken_away_stays_with_who_has_it(self, client: Api) -> None:
		make_field(client, "choice")
		door = Door(client)
		door.change(custom={"dato": "Fibra"})
		path = "/v1/custom-fields/dato"
		version = next(
			one["version"]
			for one in client.get("/v1/custom-fields").get_json()["items"]
			if one["key"] == "dato"
		)
		patch = {"version": version, "choices": ["Radio", "Satélite"]}
		assert client.patch_path(path, patch).status_code == 200
		assert door.change(custom={"dato": "Fibra"}, tags=["x"])["custom"] == {"dato": "Fibra"}

	def test_a_list_needs_two_different_choices(self, client: Api) -> None:
		field = {"key": "dato", "label": "Dato", "kind": "choice", "choices": ["Uno", "Uno"]}
		assert client.post("/v1/custom-fields", field).status_code == 422

	def test_a_key_is_taken_once(self, client: Api) -> None:
		make_field(client, "text")
		field = {"key": "dato", "label": "Otro", "kind": "date"}
		assert client.post("/v1/custom-fields", field).status_code == 409


class TestCategoryByHand:
	@pytest.mark.covers("M6")
	def test_it_counts_until_its_day_and_in_segments(self, client: Api) -> None:
		door = Door(client)
		assert door.customer["category"] == "loyal"
		today = read_today("America/Guayaquil")
		door.change(category_override={**BY_HAND, "until": str(today)})
		path = f"/v1/customers/{door.customer['id']}"
		assert client.get(path).get_json()["category"] == "new"
		assert count(client, "new", today) == 1
		assert count(client, "loyal", today) == 0
		assert count(client, "loyal", today + timedelta(days=1)) == 1
		door.change(category_override=None)
		assert client.get(path).get_json()["category"] == "loyal"


class Door:
	"""One registered customer's profile through the API."""

	def __init__(self, client: Api) -> None:
		self._client = client
		self.customer = client.register()
		self._path = f"/v1/customers/{self.customer['id']}/profile"

	def show(self):
		return self._client.get(self._path).get_json()

	def patch(self, **sections: object):
		return self._client.patch_path(self._path, {"version": self.show()["version"], **sections})

	def change(self, **sections: object):
		answer = self.patch(**sections)
		assert answer.status_code == 200, answer.get_data(as_text=True)
		return answer.get_json()


def make_field(client: Api, kind: str) -> None:
	choices = ["Fibra", "Radio"] if kind == "choice" else []
	field = {"key": "dato", "label": "Dato", "kind": kind, "choices": choices}
	assert client.post("/v1/custom-fields", field).status_code == 201


def count(client: Api, category: str, day: object) -> int:
	criteria = {"categories": [category], "as_of": str(day)}
	return client.post("/v1/segments/count", criteria, role="marketing_head").get_json()["total"]
