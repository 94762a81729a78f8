"""Saved views: one's own, the shared ones, those of the product."""

import pytest

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


def list_ids(client: Api) -> list[int]:
	return [one["id"] for one in client.get("/v1/views").get_json()["items"]]
