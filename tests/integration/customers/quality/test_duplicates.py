"""Duplicates: found by what they share, merged field by field, parted again."""

import threading
from typing import Any

import pytest
from sqlalchemy import select, text

from chasqui.kernel.data.database import Database
from customers.quality.engines import DuplicateSearchRunner
from customers.quality.repositories.duplicate_searches import (
	DuplicateSearchLoader,
	DuplicateSearchRepository,
)
from customers.tables import EventRow
from tests.integration.customers.doors import FIELDS, Api
from tests.support.suite import wait_until

BARE = {"email": None, "phone": None, "birth_date": None, "registered_on": None}
CEDULAS = ("1710034065", "0926687856", "0102030400", "1713175071", "0703213435")


class TestSearching:
	@pytest.mark.covers("R45")
	@pytest.mark.parametrize(
		("left", "right", "reasons"),
		[
			({"email": "a@example.com"}, {"email": "A@example.com"}, ["email"]),
			({"phone": "0991112222"}, {"phone": "+593 99 111 2222"}, ["phone"]),
			({"birth_date": "1980-01-01"}, {"birth_date": "1980-01-01"}, ["name_birth"]),
			({}, {"id_type": "ruc", "id_number": "1710034065001"}, ["identity"]),
			(
				{"email": "a@example.com", "birth_date": "1980-01-01"},
				{"email": "a@example.com", "birth_date": "1980-01-01"},
				["name_birth", "email"],
			),
			({"birth_date": "1980-01-01"}, {"birth_date": "1980-01-02"}, None),
			({"birth_date": "1980-01-01"}, {"birth_date": "1980-01-01", "name": "Otra"}, None),
		],
	)
	def test_it_finds_pairs_by_what_they_share(
		self, client: Api, left: dict[str, str], right: dict[str, str], reasons: list[str] | None
	) -> None:
		one = add(client, 0, **left)
		two = add(client, 1, **right)
		assert search(client) == (1 if reasons else 0)
		pairs = list_pairs(client)
		assert [pair["reasons"] for pair in pairs] == ([reasons] if reasons else [])
		if reasons:
			assert {pairs[0]["left"]["id"], pairs[0]["right"]["id"]} == {one["id"], two["id"]}
		assert search(client) == 0

	def test_a_further_contact_counts_as_well(self, client: Api) -> None:
		one = add(client, 0, email="a@example.com")
		two = add(client, 1)
		contacts = [{"channel": "email", "value": "a@example.com"}]
		client.patch_path(
			f"/v1/customers/{two['id']}/profile", {"version": 0, "contacts": contacts}
		)
		assert search(client) == 1
		assert list_pairs(client)[0]["left"]["id"] == one["id"]

	def test_what_many_share_is_no_sign(self, client: Api, database: Database) -> None:
		with database.open_session() as session:
			session.execute(
				text("""
				INSERT INTO customer (kind, id_type, id_number, name, name_key, phone,
					registered_on, consent_source)
				SELECT 'person', 'passport', 'AB' || n, 'P' || n, 'P' || n, '+59322501234',
					'2020-01-01', 'x' FROM generate_series(1, 7) AS n
			""")
			)
		assert search(client) == 0

	def test_a_dismissed_pair_is_not_found_again(self, client: Api) -> None:
		add(client, 0, email="a@example.com")
		add(client, 1, email="a@example.com")
		search(client)
		pair = list_pairs(client)[0]
		assert client.post(f"/v1/duplicates/{pair['id']}/dismissal", {}).status_code == 204
		assert search(client) == 0
		assert list_pairs(client) == []
		assert len(client.get("/v1/duplicates?state=dismissed").get_json()["items"]) == 1

	def test_a_merged_record_is_in_no_pair_until_it_is_parted(self, client: Api) -> None:
		kept, merged, third = (add(client, n, email="a@example.com") for n in range(3))
		search(client)
		made = merge(client, kept, merged, [])
		pairs = [{one["left"]["id"], one["right"]["id"]} for one in list_pairs(client)]
		assert pairs == [{kept["id"], third["id"]}]
		client.post(f"/v1/merges/{made['id']}/undoing", {})
		assert len(list_pairs(client)) == 2  # the two that were parted are two persons

	def test_a_pair_with_an_archived_record_is_forgotten(self, client: Api) -> None:
		one = add(client, 0, email="a@example.com")
		add(client, 1, email="a@example.com")
		search(client)
		client.delete(one["id"])
		search(client)
		assert list_pairs(client) == []


class TestSearchesAsJobs:
	def test_one_waits_for_the_one_that_runs_and_the_others_need_not(
		self, client: Api, database: Database
	) -> None:
		runner = DuplicateSearchRunner(database, lease_seconds=60)
		with database.open_raw(autocommit=True) as own:
			first = request(client)
			token = DuplicateSearchRepository(own).claim(first["id"], 60)
			assert token is not None
			second = request(client)
			assert second["id"] != first["id"]
			assert request(client)["id"] == second["id"]
			runner.sweep()
			assert read_search(client, second["id"])["state"] == "queued"
		for number in (0, 1):
			add(client, number, email="a@example.com")
		# The first one's holder is gone with its connection: another does it, then the second.
		wait_until(lambda: runner.list_waiting() == [first["id"]], 20)
		runner.sweep()
		ended = [read_search(client, one["id"]) for one in (first, second)]
		assert [(one["state"], one["found"]) for one in ended] == [("done", 1), ("done", 0)]
		assert (ended[0]["job"]["done"], ended[0]["job"]["total"]) == (4, 4)
		listed = client.get("/v1/duplicate-searches").get_json()["items"]
		assert [one["id"] for one in listed] == [second["id"], first["id"]]

	@pytest.mark.parametrize("step", range(5))
	def test_cancelled_at_any_step_it_has_changed_nothing(
		self, client: Api, database: Database, monkeypatch: pytest.MonkeyPatch, step: int
	) -> None:
		for number in (0, 1):
			add(client, number, email="a@example.com")
		search_id = request(client)["id"]
		takes = DuplicateSearchLoader.take, DuplicateSearchLoader.keep_found
		seen: list[int] = []

		def count_step(loader: DuplicateSearchLoader, *values: Any) -> Any:
			if len(seen) == step:
				assert read_search(client, search_id)["job"]["done"] == min(step, 3)
				assert cancel(client, search_id).status_code == 200
			seen.append(step)
			return takes[not values](loader, *values)

		monkeypatch.setattr(DuplicateSearchLoader, "take", count_step)
		monkeypatch.setattr(DuplicateSearchLoader, "keep_found", count_step)
		DuplicateSearchRunner(database, lease_seconds=60).run(search_id)
		ended = read_search(client, search_id)
		assert (ended["state"], ended["found"], ended["job"]["acts"]) == ("cancelled", 0, [])
		assert list_pairs(client) == []
		late = cancel(client, search_id)
		assert (late.status_code, late.get_json()["code"]) == (409, "bad_state")


def request(client: Api) -> dict[str, Any]:
	return dict(client.post("/v1/duplicates/search", {}).get_json())


def cancel(client: Api, search_id: int) -> Any:
	return client.post(f"/v1/duplicate-searches/{search_id}/actions", {"action": "cancel"})


class TestMerging:
	@pytest.mark.covers("R45")
	def test_the_kept_record_has_what_was_chosen_and_all_the_rest(self, client: Api) -> None:
		kept = add(client, 0, email="vieja@example.com", phone="0991112222")
		merged = add(
			client, 1, name="María J. Peña", email="nueva@example.com", monthly_income="900",
			address="Av. Quito",
		)  # fmt: skip
		section(client, kept, tags=["VIP"])
		section(
			client, merged, tags=["vip", "feria"],
			contacts=[{"channel": "phone", "value": "022501234", "label": "work"}],
			dates=[{"name": "Boda", "month": 6, "day": 1}],
		)  # fmt: skip
		made = merge(client, kept, merged, ["email", "name"])
		now = client.get(f"/v1/customers/{kept['id']}").get_json()
		assert (now["email"], now["name"]) == ("nueva@example.com", "María J. Peña")
		assert (now["phone"], now["address"]) == ("+593991112222", "Av. Quito")
		assert now["monthly_income"] == "1234.50"
		profile = client.get(f"/v1/customers/{kept['id']}/profile").get_json()
		values = {one["value"]: one["label"] for one in profile["contacts"]}
		assert values == {"vieja@example.com": "other", "+59322501234": "work"}
		assert (profile["tags"], len(profile["dates"])) == (["feria", "VIP"], 1)
		other = client.get(f"/v1/customers/{merged['id']}").get_json()
		assert (other["merged_into"], bool(other["archived_at"])) == (kept["id"], True)
		assert client.search("feria") == []
		assert client.search("pena") == [kept["id"]]
		assert client.get(f"/v1/customers/{kept['id']}/merges").get_json()["items"] == [made]

	def test_undone_both_are_as_they_were(self, client: Api) -> None:
		kept = add(client, 0, email="vieja@example.com")
		merged = add(client, 1, email="nueva@example.com", birth_date="1990-05-05")
		section(client, merged, tags=["feria"], custom={})
		before = [read(client, one) for one in (kept, merged)]
		made = merge(client, kept, merged, ["email", "birth_date"])
		assert client.post(f"/v1/merges/{made['id']}/undoing", {}).get_json()["undone_at"]
		assert [read(client, one) for one in (kept, merged)] == before
		again = client.post(f"/v1/merges/{made['id']}/undoing", {})
		assert (again.status_code, again.get_json()["code"]) == (409, "merge_undone")

	def test_what_was_changed_since_stays_when_it_is_undone(self, client: Api) -> None:
		kept = add(client, 0, email="vieja@example.com", address="Calle Uno")
		merged = add(client, 1, email="nueva@example.com", address="Calle Dos")
		made = merge(client, kept, merged, ["email", "address"])
		client.patch(kept["id"], {"email": "tercera@example.com"})
		client.post(f"/v1/merges/{made['id']}/undoing", {})
		now = read(client, kept)[0]
		assert (now["email"], now["address"]) == ("tercera@example.com", "Calle Uno")

	def test_a_consent_withdrawn_on_either_stays_withdrawn(self, client: Api) -> None:
		kept, merged = add(client, 0, email="a@example.com"), add(client, 1)
		client.patch(merged["id"], {"consent_email": False})
		merge(client, kept, merged, [])
		assert read(client, kept)[0]["consent_email"] is False

	def test_the_others_are_told_of_both(self, client: Api, database: Database) -> None:
		kept = add(client, 0, email="a@example.com", phone="0991112222")
		merged = add(client, 1, phone="0993334444", consent_email=False)
		made = merge(client, kept, merged, [])
		client.post(f"/v1/merges/{made['id']}/undoing", {})
		with database.open_session() as session:
			events = session.scalars(select(EventRow).order_by(EventRow.id)).all()
		assert [one.name for one in events] == [
			"customers_merged", "customers_unmerged", "contact_changed", "consent_changed",
			"consent_changed", "consent_changed",
		]  # fmt: skip
		channels = {str(kept["id"]): ["email", "phone"], str(merged["id"]): ["phone"]}
		assert events[1].payload["reached_by"] == channels
		# Who was never asked, or has no address, is told to have said nothing.
		told = {(one.payload["customer_id"], one.payload["channel"]) for one in events[3:]}
		assert told == {(kept["id"], "email"), (kept["id"], "phone"), (merged["id"], "phone")}

	def test_a_merged_record_is_not_restored_by_itself(self, client: Api) -> None:
		kept, merged = add(client, 0), add(client, 1)
		merge(client, kept, merged, [])
		answer = client.post(f"/v1/customers/{merged['id']}/restore", {})
		assert (answer.status_code, answer.get_json()["code"]) == (409, "merged")

	def test_two_merges_at_once_make_one(self, client: Api) -> None:
		kept, merged = add(client, 0), add(client, 1)
		codes: list[int] = []

		def run(first: dict[str, int], second: dict[str, int]) -> None:
			body = {"kept_id": first["id"], "merged_id": second["id"], "taken": []}
			codes.append(client.post("/v1/merges", body).status_code)

		threads = [
			threading.Thread(target=run, args=pair)
			for pair in ((kept, merged), (merged, kept), (kept, merged))
		]
		for thread in threads:
			thread.start()
		for thread in threads:
			thread.join()
		assert sorted(codes) == [201, 409, 409]

	@pytest.mark.parametrize("taken", [["id_number"], ["nada"]])
	def test_only_known_fields_are_taken(self, client: Api, taken: list[str]) -> None:
		kept, merged = add(client, 0), add(client, 1)
		body = {"kept_id": kept["id"], "merged_id": merged["id"], "taken": taken}
		assert client.post("/v1/merges", body).status_code == 422

	def test_a_company_and_a_person_are_not_merged(self, client: Api) -> None:
		person = add(client, 0)
		company = client.post(
			"/v1/customers",
			{"kind": "company", "id_type": "ruc", "id_number": "1790011674001", "name": "Empresa"},
		).get_json()
		body = {"kept_id": person["id"], "merged_id": company["id"]}
		assert client.post("/v1/merges", body).get_json()["code"] == "kind_mismatch"


class TestQuality:
	@pytest.mark.covers("R45")
	def test_it_counts_each_kind_and_lists_it(self, client: Api, database: Database) -> None:
		add(client, 0, email="a@example.com", consent_email=False, consent_phone=False)
		add(client, 1)
		bounced = add(client, 2, email="b@example.com")
		with database.open_session() as session:
			session.execute(
				text("UPDATE customer SET email_bounced_at = now() WHERE id = :id"),
				{"id": bounced["id"]},
			)
		counts = {
			one["kind"]: one["customers"] for one in client.get("/v1/quality").get_json()["items"]
		}
		assert counts == {
			"unverified_ruc": 0, "wrong_phone": 0, "bounced_email": 1, "missing_consent": 1,
			"unreachable": 1, "stale": 0,
		}  # fmt: skip
		assert list_faulty(client, "bounced_email") == [bounced["id"]]

	def test_what_was_looked_at_is_not_shown_again(self, client: Api) -> None:
		customer = add(client, 0)
		dismissal = {"kind": "unreachable", "customer_id": customer["id"], "note": "Solo visita"}
		assert client.post("/v1/quality/dismissals", dismissal).status_code == 204
		assert client.post("/v1/quality/dismissals", dismissal).status_code == 204
		assert list_faulty(client, "unreachable") == []

	@pytest.mark.parametrize(
		("kind", "goes_along"), [("unreachable", True), ("wrong_phone", False)]
	)
	def test_what_was_looked_at_goes_along_with_what_it_is_about(
		self, client: Api, database: Database, kind: str, goes_along: bool
	) -> None:
		kept, merged = add(client, 0), add(client, 1)
		with database.open_session() as session:
			for number, row in enumerate((kept, merged)):
				phone = {"phone": f"+59399000000{number}"} if kind == "wrong_phone" else {}
				change = (
					"UPDATE customer SET phone = :phone, warnings = '{wrong_phone}' WHERE id = :id"
				)
				session.execute(text(change), {"phone": None, **phone, "id": row["id"]})
		dismissal = {"kind": kind, "customer_id": merged["id"], "note": "Solo visita"}
		assert client.post("/v1/quality/dismissals", dismissal).status_code == 204
		made = merge(client, kept, merged, [])
		assert list_faulty(client, kind) == ([] if goes_along else [kept["id"]])
		client.post(f"/v1/merges/{made['id']}/undoing", {})
		assert list_faulty(client, kind) == [kept["id"]]

	def test_what_has_come_about_since_is_shown_again(
		self, client: Api, database: Database
	) -> None:
		customer = add(client, 0, email="a@example.com")
		bounce = "UPDATE customer SET email_bounced_at = now() + make_interval(hours => :hours)"
		for hours, seen in ((0, []), (1, [customer["id"]])):
			with database.open_session() as session:
				session.execute(text(bounce), {"hours": hours})
			if not hours:
				dismissal = {"kind": "bounced_email", "customer_id": customer["id"]}
				client.post("/v1/quality/dismissals", dismissal)
			assert list_faulty(client, "bounced_email") == seen

	def test_a_company_whose_ruc_cannot_be_verified_is_listed(self, client: Api) -> None:
		company = {"kind": "company", "id_type": "ruc", "id_number": "1793213150001", "name": "SAS"}
		made = client.post("/v1/customers", company).get_json()
		assert list_faulty(client, "unverified_ruc") == [made["id"]]


def add(client: Api, number: int, **fields: object):
	values = {**FIELDS, **BARE, "id_number": CEDULAS[number], **fields}
	answer = client.post("/v1/customers", {k: v for k, v in values.items() if v is not None})
	assert answer.status_code == 201, answer.get_data(as_text=True)
	return answer.get_json()


def section(client: Api, customer, **sections: object) -> None:
	path = f"/v1/customers/{customer['id']}/profile"
	answer = client.patch_path(path, {"version": 0, **sections})
	assert answer.status_code == 200, answer.get_data(as_text=True)


def search(client: Api) -> int:
	started = client.post("/v1/duplicates/search", {}).get_json()
	DuplicateSearchRunner(client.database, lease_seconds=60).run(started["id"])
	return int(read_search(client, started["id"])["found"])


def read_search(client: Api, search_id: int) -> dict[str, Any]:
	return dict(client.get(f"/v1/duplicate-searches/{search_id}").get_json())


def list_pairs(client: Api):
	return client.get("/v1/duplicates").get_json()["items"]


def merge(client: Api, kept, merged, taken: list[str]):
	body = {"kept_id": kept["id"], "merged_id": merged["id"], "taken": taken}
	answer = client.post("/v1/merges", body)
	assert answer.status_code == 201, answer.get_data(as_text=True)
	return answer.get_json()


def read(client: Api, customer):
	path = f"/v1/customers/{customer['id']}"
	shown, profile = client.get(path).get_json(), client.get(f"{path}/profile").get_json()
	shown.pop("updated_at")
	profile.pop("version")
	return shown, profile


def list_faulty(client: Api, kind: str) -> list[int]:
	items = client.get(f"/v1/quality/customers?kind={kind}").get_json()["items"]
	return [one["id"] for one in items]
