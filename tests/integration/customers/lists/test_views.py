"""Saved views: one's own, the shared ones, those of the product."""

from typing import Any

import pytest
from sqlalchemy import text

from chasqui.contracts.customers.views import MOST_VIEWS
from chasqui.kernel.data.database import Database
from chasqui.kernel.personal.erasing import erase_person
from chasqui.kernel.personal.keys import build_keys
from customers.tables import Table
from tests.integration.customers.doors import Api

VIEW = {
	"name": "Quito, leales", "filters": {"province": ["EC-P"], "category": ["loyal"]},
	"sort": "-registered_on", "columns": ["name", "email"], "is_shared": False,
}  # fmt: skip
HEAD = "marketing_head"


class TestViews:
	@pytest.mark.covers("R11")
	def test_a_view_is_kept_changed_and_forgotten(self, client: Api) -> None:
		made = client.post("/v1/views", VIEW).get_json()
		assert {name: made[name] for name in ("name", "sort", "columns")} == {
			name: VIEW[name] for name in ("name", "sort", "columns")
		}
		assert made["is_own"]
		path = f"/v1/views/{made['id']}"
		patch = {"version": made["version"], "name": "Quito", "columns": []}
		changed = client.patch_path(path, patch).get_json()
		assert (changed["name"], changed["columns"]) == ("Quito", [])
		assert changed["filters"]["category"] == ["loyal"]
		assert client.delete_path(path).status_code == 204
		assert [one for one in client.get("/v1/views").get_json()["items"] if one["id"]] == []

	def test_the_products_views_answer(self, client: Api) -> None:
		client.register()
		views = client.get("/v1/views").get_json()["items"]
		assert len(views) == 7
		assert [one["id"] for one in views] == [None] * 7

	def test_a_name_is_taken_once(self, client: Api) -> None:
		client.post("/v1/views", VIEW)
		answer = client.post("/v1/views", VIEW)
		assert answer.status_code == 409
		assert answer.get_json()["errors"][0]["field"] == "name"

	def test_filters_that_make_no_sense_are_refused(self, client: Api) -> None:
		assert client.post("/v1/views", {**VIEW, "filters": {"ropa": 1}}).status_code == 422

	def test_what_is_not_shared_is_seen_by_its_owner_alone(self, client: Api) -> None:
		made = client.post("/v1/views", VIEW, subject="staff:7").get_json()
		path = f"/v1/views/{made['id']}"
		assert made["id"] not in list_ids(client)
		assert client.patch_path(path, {"version": "00", "name": "Mía"}).status_code == 404
		assert client.delete_path(path).status_code == 404

	def test_a_shared_one_is_changed_by_its_owner_or_an_administrator(self, client: Api) -> None:
		made = client.post("/v1/views", {**VIEW, "is_shared": True}, subject="staff:7").get_json()
		path = f"/v1/views/{made['id']}"
		assert made["id"] in list_ids(client)
		patch = {"version": made["version"], "name": "Otra"}
		assert client.patch_path(path, patch, role=HEAD).status_code == 403
		assert client.delete_path(path, role=HEAD).status_code == 403
		assert client.delete_path(path).status_code == 204


@pytest.mark.covers("R11")
class TestEveryList:
	def test_a_view_is_of_one_list(self, client: Api) -> None:
		asked = {"list_name": "campaigns", "name": "Mías", "filters": {"phase": "paused"}}
		made = client.post("/v1/views", asked).get_json()
		assert (made["list_name"], made["filters"]) == ("campaigns", {"phase": ["paused"]})
		assert list_ids(client, "campaigns") == [made["id"]]
		assert list_ids(client, "promotions") == []
		assert made["id"] not in list_ids(client)

	def test_the_same_name_serves_once_a_list_however_it_is_written(self, client: Api) -> None:
		codes = [
			client.post("/v1/views", {"list_name": of, "name": name}).status_code
			for of, name in (
				("items", "Andrés Peña"), ("items", "ANDRES  PENA"), ("items", "andrés peña"),
				("offers", "andres pena"),
			)
		]  # fmt: skip
		assert codes == [201, 409, 409, 201]

	def test_a_renamed_view_keeps_names_apart(self, client: Api) -> None:
		client.post("/v1/views", {"name": "Sierra"})
		made = client.post("/v1/views", {"name": "Costa"}).get_json()
		path = f"/v1/views/{made['id']}"
		patch = {"version": made["version"], "name": "SIÉRRA"}
		assert client.patch_path(path, patch).status_code == 409
		assert client.patch_path(path, {**patch, "name": "COSTA"}).status_code == 200

	def test_only_so_many_are_kept(self, client: Api) -> None:
		for number in range(MOST_VIEWS):
			fields = {"list_name": "items", "name": f"Vista {number}"}
			assert client.post("/v1/views", fields).status_code == 201
		more = client.post("/v1/views", {"list_name": "items", "name": "Una más"})
		assert (more.status_code, more.get_json()["code"]) == (409, "too_many_views")
		assert client.post("/v1/views", {"list_name": "offers", "name": "Una"}).status_code == 201

	def test_who_may_not_see_a_list_sees_none_of_its_views(self, client: Api) -> None:
		shared = {"list_name": "audit", "name": "De Ana Peña", "is_shared": True}
		path = f"/v1/views/{client.post('/v1/views', shared).get_json()['id']}"
		listed = client.get("/v1/views?list_name=audit", role=HEAD)
		assert (listed.status_code, listed.get_json()["code"]) == (403, "no_list")
		assert client.post("/v1/views", shared, role=HEAD).status_code == 403
		assert client.delete_path(path, role=HEAD).status_code == 404
		assert client.get("/v1/views?list_name=offers", role="advisor").status_code == 200
		assert client.get("/v1/views", role="advisor").status_code == 403

	@pytest.mark.parametrize(
		"wrong",
		[
			{"list_name": "otra"}, {"filters": {"q": ["a\u0000b"]}}, {"filters": {"Q y": ["a"]}},
			{"sort": "name; --"}, {"columns": ["a b"]}, {"filters": {"q": ["x" * 201]}},
		],
	)  # fmt: skip
	def test_what_is_no_address_is_refused(self, client: Api, wrong: dict[str, Any]) -> None:
		assert client.post("/v1/views", {"name": "Mal", **wrong}).status_code == 422


class TestErasure:
	@pytest.mark.covers("R11")
	def test_whom_views_name_is_cut_out_of_them(self, client: Api, database: Database) -> None:
		for name, filters in (
			("Ana Peña", {"q": ["ana peña"]}),
			("ana@example.com", {"q": ["ana@example.com"], "province": ["EC-P"]}),
			("Loja", {"province": ["EC-L"]}),
		):
			fields = {"list_name": "items", "name": name, "filters": filters}
			assert client.post("/v1/views", fields).status_code == 201
		keys = build_keys([7], names=["Ana Peña"], emails=["ana@example.com"])
		with database.open_session() as session:
			erase_person(session, Table.registry, keys)
		views = client.get("/v1/views?list_name=items").get_json()["items"]
		assert "peña" not in str(views).lower()
		assert "example" not in str(views)
		assert [one["name"] for one in views] == ["***", "***", "Loja"]
		assert {"province": ["EC-P"], "q": ["0"]} in [one["filters"] for one in views]
		with database.open_session() as session:
			found = session.execute(text("SELECT name_key FROM saved_view")).scalars().all()
		assert "pena" not in "".join(found)


def list_ids(client: Api, of: str = "customers") -> list[int]:
	return [one["id"] for one in client.get(f"/v1/views?list_name={of}").get_json()["items"]]
