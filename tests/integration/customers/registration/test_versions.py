"""Two people at one record: nobody's change is lost without a word (M5)."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.integration.customers.doors import Api

pytestmark = pytest.mark.covers("M5")


class TestVersions:
	def test_six_at_one_field_are_one_change_and_five_refusals(self, client: Api) -> None:
		made = client.register()

		def change(number: int) -> Any:
			patch = {"version": made["version"], "address": f"Calle {number}"}
			return client.patch_path(f"/v1/customers/{made['id']}", patch)

		with ThreadPoolExecutor(6) as pool:
			answers = list(pool.map(change, range(6)))
		assert sorted(answer.status_code for answer in answers) == [200, *[409] * 5]
		[won] = [answer.get_json() for answer in answers if answer.status_code == 200]
		for lost in (answer.get_json() for answer in answers if answer.status_code == 409):
			assert lost["code"] == "stale"
			assert [one["field"] for one in lost["errors"]] == ["address"]
			assert lost["current"]["address"] == won["address"]

	def test_changes_of_different_fields_both_stay(self, client: Api) -> None:
		made = client.register()
		path = f"/v1/customers/{made['id']}"
		for patch in ({"address": "Calle 1"}, {"monthly_income": "900.00"}):
			answer = client.patch_path(path, {"version": made["version"], **patch})
			assert answer.status_code == 200
		now = client.get(path).get_json()
		assert (now["address"], now["monthly_income"]) == ("Calle 1", "900.00")

	def test_a_form_does_not_give_back_a_consent_that_was_withdrawn_meanwhile(
		self, client: Api
	) -> None:
		made = client.register(consent_email=True)
		client.patch(made["id"], {"consent_email": False})
		form = {"version": made["version"], "name": made["name"], "consent_email": True}
		answer = client.patch_path(f"/v1/customers/{made['id']}", form)
		assert answer.status_code == 409
		assert [one["field"] for one in answer.get_json()["errors"]] == ["consent_email"]

	def test_a_version_is_needed_and_must_be_one(self, client: Api) -> None:
		made = client.register()
		path = f"/v1/customers/{made['id']}"
		assert client.patch_path(path, {"address": "Calle 1"}).status_code == 422
		assert client.patch_path(path, {"version": "ab", "address": "x"}).status_code == 409

	def test_a_custom_field_is_not_overwritten(self, client: Api) -> None:
		field = {"key": "equipo", "label": "Equipo", "kind": "text"}
		made = client.post("/v1/custom-fields", field).get_json()
		path, version = "/v1/custom-fields/equipo", made["version"]
		assert client.patch_path(path, {"version": version, "label": "Marca"}).status_code == 200
		late = client.patch_path(path, {"version": version, "label": "Modelo"})
		assert (late.status_code, late.get_json()["current"]["label"]) == (409, "Marca")

	def test_a_view_is_not_overwritten(self, client: Api) -> None:
		made = client.post("/v1/views", {"name": "Quito"}).get_json()
		path, version = f"/v1/views/{made['id']}", made["version"]
		assert client.patch_path(path, {"version": version, "name": "Loja"}).status_code == 200
		late = client.patch_path(path, {"version": version, "name": "Cuenca"})
		assert (late.status_code, late.get_json()["current"]["name"]) == (409, "Loja")
