"""Customers through the HTTP door."""

import pytest
from sqlalchemy import select, text

from chasqui.kernel.data.database import Database
from customers.lists.repositories.page_reader import SPREAD
from customers.segments.repositories.customer_search import FEW
from customers.tables import EventRow
from tests.integration.customers.doors import FIELDS, Api
from tests.integration.customers.person_world import insert_people

OTHERS_FIRST = """
UPDATE customer SET name = 'Ana' || substr(name, 8), name_key = 'ANA' || substr(name_key, 8)
WHERE substr(name, 9)::integer <= :last
"""
PROOF = {"text_version": "privacidad-2", "source": "Ventanilla", "obtained_on": "2026-03-01"}


class TestRegistering:
	@pytest.mark.covers("M4", "M5", "R1", "R7", "C4")
	def test_it_answers_the_customer_as_it_is_kept(self, client: Api) -> None:
		customer = client.register()
		assert customer["id_number"] == "1710034065"
		assert customer["name"] == "María José Peña Ñacato"
		assert customer["phone"] == "+593991234567"
		assert customer["email"] == "maria.pena@example.com"
		assert customer["province"] == "EC-P"
		assert customer["monthly_income"] == "1234.50"

	@pytest.mark.covers("M6", "M16")
	def test_ten_years_and_more_are_loyal(self, client: Api) -> None:
		assert client.register()["category"] == "loyal"

	def test_a_known_identity_is_a_conflict(self, client: Api) -> None:
		client.register()
		answer = client.post("/v1/customers", FIELDS)
		assert (answer.status_code, answer.get_json()["code"]) == (409, "identity_taken")

	def test_every_wrong_field_is_named(self, client: Api) -> None:
		wrong = {
			**FIELDS,
			"id_number": "1710034060",
			"email": "nadie",
			"phone": "12",
			"birth_date": "2190-01-01",
			"canton": "9999",
		}
		answer = client.post("/v1/customers", wrong)
		assert answer.status_code == 422
		named = {error["field"] for error in answer.get_json()["errors"]}
		assert named == {"id_number", "email", "phone", "birth_date", "canton"}

	def test_a_check_says_it_all_and_keeps_nothing(self, client: Api) -> None:
		client.register()
		answer = client.post("/v1/customers/checks", {**FIELDS, "email": "nadie", "phone": "12"})
		assert answer.status_code == 422
		named = {error["field"] for error in answer.get_json()["errors"]}
		assert named == {"id_number", "email", "phone"}  # the identity is another one's
		sound = {**FIELDS, "id_number": "0926687856"}
		assert client.post("/v1/customers/checks", sound).status_code == 204
		assert client.post("/v1/customers", sound).status_code == 201

	def test_the_same_key_registers_once(self, client: Api) -> None:
		headers = {"Idempotency-Key": "doble-clic"}
		first = client.post("/v1/customers", FIELDS, headers=headers)
		second = client.post("/v1/customers", FIELDS, headers=headers)
		assert first.status_code == second.status_code == 201
		assert first.get_json() == second.get_json()

	@pytest.mark.parametrize("role", ["marketing_head", "advisor"])
	def test_other_roles_may_not(self, client: Api, role: str) -> None:
		assert client.post("/v1/customers", FIELDS, role=role).status_code == 403


class TestChanging:
	@pytest.mark.covers("R8")
	def test_it_changes_what_is_named_and_keeps_the_rest(self, client: Api) -> None:
		customer = client.register()
		answer = client.patch(customer["id"], {"monthly_income": "900", "address": "Calle 1"})
		changed = answer.get_json()
		assert (changed["monthly_income"], changed["address"]) == ("900.00", "Calle 1")
		assert changed["email"] == customer["email"]

	def test_a_null_empties(self, client: Api) -> None:
		customer = client.register()
		assert client.patch(customer["id"], {"phone": None}).get_json()["phone"] is None

	def test_given_names_go_with_the_name_that_they_are_part_of(self, client: Api) -> None:
		customer = client.register(name="Rosa Elena Toapanta", given_names="Rosa Elena")
		kept = client.patch(customer["id"], {"name": "Rosa E. Toapanta", "given_names": "Rosa E."})
		assert kept.get_json()["given_names"] == "Rosa E."
		left = client.patch(customer["id"], {"name": "Carmen Quispe"}).get_json()
		assert (left["name"], left["given_names"]) == ("Carmen Quispe", None)

	def test_another_province_leaves_the_old_canton(self, client: Api) -> None:
		customer = client.register()
		changed = client.patch(customer["id"], {"province": "EC-G"}).get_json()
		assert (changed["province"], changed["canton"]) == ("EC-G", None)

	def test_consents_and_contact_data_are_told_to_the_others(
		self, client: Api, database: Database
	) -> None:
		customer = client.register()
		client.patch(customer["id"], {"email": "otra@example.com", "consent_phone": False})
		with database.open_session() as session:
			events = session.scalars(select(EventRow).order_by(EventRow.id)).all()
		assert [event.name for event in events] == ["contact_changed", "consent_changed"]
		assert events[0].payload["previous_email"] == "maria.pena@example.com"
		assert events[1].payload["granted"] is False

	def test_the_ledger_tells_who_withdrew(self, client: Api) -> None:
		customer = client.register()
		client.patch(customer["id"], {"consent_email": False})
		page = client.get(f"/v1/customers/{customer['id']}/consent-changes").get_json()
		newest = page["items"][0]
		assert (newest["channel"], newest["granted"], newest["source"]) == (
			"email", False, "staff:1"
		)  # fmt: skip

	@pytest.mark.covers("R44")
	def test_the_permissions_of_a_registration_are_in_the_ledger_without_proof_too(
		self, client: Api
	) -> None:
		made = client.register(consent_email=True, consent_phone=False)
		page = client.get(f"/v1/customers/{made['id']}/consent-changes").get_json()
		assert [(one["channel"], one["granted"], one["source"]) for one in page["items"]] == [
			("email", True, "staff:1")
		]

	@pytest.mark.covers("R44")
	def test_a_permission_has_the_proof_that_comes_with_it(self, client: Api) -> None:
		made = client.register(consent_email=True, consent_phone=False, evidence=PROOF)
		client.patch(
			made["id"], {"consent_phone": True, "evidence": {**PROOF, "basis": "contract"}}
		)
		client.patch(made["id"], {"consent_email": False})
		path = f"/v1/customers/{made['id']}/consents"
		told = {one["channel"]: one for one in client.get(path).get_json()["items"]}
		assert told["email"]["evidence"] == {**PROOF, "basis": "consent"}
		assert told["phone"]["evidence"]["basis"] == "contract"
		assert (bool(told["email"]["withdrawn_at"]), told["phone"]["withdrawn_at"]) == (True, None)

	@pytest.mark.covers("R44")
	def test_proof_of_a_permission_that_stands_is_written_down_later(self, client: Api) -> None:
		made = client.register()
		client.patch(made["id"], {"consent_email": True, "evidence": PROOF})
		path = f"/v1/customers/{made['id']}/consents"
		told = {one["channel"]: one["evidence"] for one in client.get(path).get_json()["items"]}
		assert told["email"] == {**PROOF, "basis": "consent"}
		assert told["phone"] is None

	@pytest.mark.covers("R45")
	def test_a_wrong_identification_is_corrected(self, client: Api) -> None:
		company = {"kind": "company", "id_type": "ruc", "id_number": "1793213150001", "name": "SAS"}
		made = client.post("/v1/customers", company).get_json()
		assert made["warnings"] == ["checksum_unverifiable"]
		now = client.patch(made["id"], {"id_number": "1790011674001"}).get_json()
		assert (now["id_number"], now["warnings"]) == ("1790011674001", [])

	@pytest.mark.parametrize(
		("change", "code", "error"),
		[
			({"id_number": "0926687856"}, 409, "identity_taken"),
			({"id_number": "1710034066"}, 422, "bad_check_digit"),
			({"id_type": "ruc", "id_number": "1768432170001"}, 422, "kind_mismatch"),
		],
	)
	def test_an_identification_that_cannot_be_is_refused(
		self, client: Api, change: dict[str, str], code: int, error: str
	) -> None:
		client.register(id_number="0926687856")
		made = client.register()
		answer = client.patch(made["id"], {**change, "name": "Otro Nombre"})
		assert (answer.status_code, answer.get_json()["errors"][0]["code"]) == (code, error)
		assert client.get(f"/v1/customers/{made['id']}").get_json()["name"] == made["name"]

	def test_a_change_says_all_that_is_wrong_with_it(self, client: Api) -> None:
		client.register(id_number="0926687856")
		made = client.register()
		wrong = {"id_number": "1710034066", "email": "nadie", "phone": "12"}
		for answer in (
			client.patch(made["id"], wrong),
			client.post(f"/v1/customers/{made['id']}/checks", {**wrong, "version": "0"}),
		):
			assert answer.status_code == 422
			named = {error["field"] for error in answer.get_json()["errors"]}
			assert named == {"id_number", "email", "phone"}
		taken = {"id_number": "0926687856", "phone": "12", "version": "0"}
		answer = client.post(f"/v1/customers/{made['id']}/checks", taken)
		named = {error["field"] for error in answer.get_json()["errors"]}
		assert named == {"id_number", "phone"}
		same = {"id_number": made["id_number"], "version": "0"}
		assert client.post(f"/v1/customers/{made['id']}/checks", same).status_code == 204
		assert client.get(f"/v1/customers/{made['id']}").get_json() == made

	def test_an_archived_customer_leaves_the_list(self, client: Api) -> None:
		customer = client.register()
		assert client.delete(customer["id"]).status_code == 204
		assert client.get("/v1/customers").get_json()["items"] == []
		assert len(client.get("/v1/customers?archived=true").get_json()["items"]) == 1

	def test_a_restored_customer_is_back_in_the_list(self, client: Api) -> None:
		customer = client.register()
		client.delete(customer["id"])
		back = client.post(f"/v1/customers/{customer['id']}/restore", {}).get_json()
		assert back["archived_at"] is None
		assert client.search("maria") == [customer["id"]]


class TestSearching:
	@pytest.mark.covers("R11")
	@pytest.mark.parametrize(
		"text",
		[
			"maria", "PENA maria", "mar pe", "ñacato", "1710", "171003406-5", "maria.pena@",
			"0991234567", "099 123", "4567", "+593 99",
		],
	)  # fmt: skip
	def test_it_finds_by_any_part(self, client: Api, text: str) -> None:
		customer = client.register()
		assert client.search(text) == [customer["id"]]

	@pytest.mark.parametrize("text", ["mario", "0992", "'; --", "maria gomez", "\\", "&|!"])
	def test_it_finds_nothing_else(self, client: Api, text: str) -> None:
		client.register()
		assert client.search(text) == []

	def test_pages_follow_each_other(self, client: Api) -> None:
		numbers = ["AB1", "AB2", "AB3", "AB4", "AB5"]
		for number in numbers:
			client.register(id_type="passport", id_number=number, name=f"Ana {number}")
		found, url = [], "/v1/customers?limit=2&sort=-name"
		cursor = ""
		while cursor is not None:
			page = client.get(url + (f"&cursor={cursor}" if cursor else "")).get_json()
			found += [item["id_number"] for item in page["items"]]
			cursor = page["next_cursor"]
		assert found == numbers[::-1]


class TestSearchingMany:
	def test_a_common_word_and_a_rare_one_page_alike(self, client: Api, database: Database) -> None:
		with database.open_session() as session:
			insert_people(session, FEW + 100)
		names = sorted(f"Persona {number}" for number in range(1, FEW + 101))
		assert page_names(client, "persona") == names[:6]
		assert len(client.search("persona 4999")) == 1

	def test_those_who_stand_together_far_down_the_list_page_alike(
		self, client: Api, database: Database
	) -> None:
		with database.open_session() as session:
			insert_people(session, 3 * SPREAD * 3)
			session.execute(text(OTHERS_FIRST), {"last": 2 * SPREAD * 3})
		numbers = range(2 * SPREAD * 3 + 1, 3 * SPREAD * 3 + 1)
		assert (
			page_names(client, "persona") == sorted(f"Persona {number}" for number in numbers)[:6]
		)

	def test_many_who_meet_a_word_by_their_phone_are_all_asked(
		self, client: Api, database: Database
	) -> None:
		with database.open_session() as session:
			insert_people(session, FEW + 100)
			session.execute(text("UPDATE customer SET phone = '+59399' || id_number"))
		found = page_names(client, "persona 099")
		assert found == sorted(f"Persona {number}" for number in range(1, FEW + 101))[:6]

	def test_a_further_contact_is_found_beside_a_name(self, client: Api) -> None:
		customer = client.register()
		contacts = [{"channel": "phone", "value": "0987654321"}]
		path = f"/v1/customers/{customer['id']}/profile"
		version = client.get(path).get_json()["version"]
		answer = client.patch_path(path, {"version": version, "contacts": contacts})
		assert answer.status_code == 200
		assert client.search("maria 0987") == [customer["id"]]
		assert client.search("gomez 0987") == []


def page_names(client: Api, q: str) -> list[str]:
	"""Return the names of three pages of two."""
	found, cursor = [], ""
	for _ in range(3):
		page = client.get(f"/v1/customers?q={q}&limit=2{cursor}").get_json()
		found += [item["name"] for item in page["items"]]
		cursor = f"&cursor={page['next_cursor']}"
	return found
