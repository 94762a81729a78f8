"""Accounts as the administrator keeps them: added, changed, reset, closed; and who did it."""

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from campaigns.accounts.domain.sign_in_keys import hash_token
from campaigns.accounts.models.password_link import PasswordLinkRow
from campaigns.app.cli import main
from campaigns.features import load_metadata
from chasqui.contracts.access import Role, Scope
from chasqui.kernel.clock import freeze_clock, read_now
from tests.integration.campaigns.accounts.test_security_log import collect, read
from tests.support.campaigns_world import CampaignsWorld
from tests.support.second_steps import sign_in

NEW = {"username": "Nueva.Persona", "name": "Núria Peña", "email": "Nueva@Example.com"}
GOOD = "cuatro nubes verdes bailan"


class TestAdding:
	def test_a_new_account_waits_for_its_password(self, world: CampaignsWorld) -> None:
		made = add(world)
		assert (made["username"], made["email"], made["state"]) == (
			"nueva.persona", "nueva@example.com", "invited"
		)  # fmt: skip
		assert sign_in(world, "nueva.persona").status_code == 401
		link = reset(world, made["id"])
		owner = relay(world, "check", token=link["token"]).json
		assert (owner["username"], owner["name"]) == ("nueva.persona", "Núria Peña")
		assert relay(world, "use", token=link["token"], password=GOOD).status_code == 204
		assert sign_in(world, "nueva.persona", GOOD).status_code == 200
		assert show(world, made["id"])["state"] == "active"

	def test_twice_the_same_key_is_one_account(self, world: CampaignsWorld) -> None:
		admin = world.open_client(Role.ADMINISTRATOR)
		body = {**NEW, "roles": ["advisor"]}
		answers = [
			admin.post("/v1/staff", json=body, headers={"Idempotency-Key": "una-llave-de-prueba"})
			for _ in range(2)
		]
		assert [one.status_code for one in answers] == [201, 201]
		assert answers[0].json == answers[1].json

	@pytest.mark.parametrize(
		("change", "field", "status"),
		[
			({"username": "ADVISOR"}, "username", 409),
			({"username": "con espacio"}, "username", 422),
			({"email": "no es correo"}, "email", 422),
			({"name": "x"}, "name", 422),
			({"roles": []}, "roles", 422),
			({"roles": ["emperor"]}, "roles.0", 422),
		],
	)
	def test_what_is_wrong_is_told_at_its_field(
		self, world: CampaignsWorld, change: dict[str, Any], field: str, status: int
	) -> None:
		admin = world.open_client(Role.ADMINISTRATOR)
		answer = admin.post("/v1/staff", json={**NEW, "roles": ["advisor"], **change})
		assert (answer.status_code, answer.json["errors"][0]["field"]) == (status, field)

	def test_an_e_mail_is_of_one_account(self, world: CampaignsWorld) -> None:
		add(world)
		admin = world.open_client(Role.ADMINISTRATOR)
		answer = admin.post(
			"/v1/staff",
			json={**NEW, "username": "otra", "email": "NUEVA@example.com", "roles": ["advisor"]},
		)
		assert (answer.status_code, answer.json["errors"][0]["field"]) == (409, "email")

	def test_it_is_the_administrator_s(self, world: CampaignsWorld) -> None:
		head = world.open_client(Role.MARKETING_HEAD)
		one = f"/v1/staff/{world.staff['advisor']}"
		assert head.post("/v1/staff", json={**NEW, "roles": ["advisor"]}).status_code == 403
		assert head.get("/v1/staff/accounts").status_code == 403
		assert head.get(one).status_code == 403
		assert head.post(f"{one}/password/reset").status_code == 403


class TestList:
	def test_it_is_searched_narrowed_and_sorted(self, world: CampaignsWorld) -> None:
		made = add(world)
		assert [one["id"] for one in find(world, q="nuria PENA")] == [made["id"]]
		assert [one["id"] for one in find(world, q="nueva@exam")] == [made["id"]]
		assert find(world, q="100%") == []
		assert {one["username"] for one in find(world, role="advisor")} == {
			"advisor",
			"segundo",
			"nueva.persona",
		}
		assert [one["id"] for one in find(world, state="invited")] == [made["id"]]
		names = [one["username"] for one in find(world, sort="username")]
		assert names == sorted(names)
		assert [one["username"] for one in find(world, sort="-username")] == names[::-1]

	def test_its_pages_miss_nobody(self, world: CampaignsWorld) -> None:
		add(world)
		for sort in ("name", "-username", "created"):
			seen, cursor = [], None
			while True:
				page = list_page(
					world, sort=sort, limit=2, **({"cursor": cursor} if cursor else {})
				)
				seen += [one["id"] for one in page["items"]]
				if (cursor := page["next_cursor"]) is None:
					break
			assert len(seen) == len(set(seen)) == len(world.staff) + 1

	def test_it_tells_what_is_open_and_when_it_was_used(self, world: CampaignsWorld) -> None:
		for _ in range(2):
			sign_in(world, "advisor")
		shown = show(world, world.staff["advisor"])
		assert (shown["sessions"], shown["has_second_factor"]) == (2, False)
		assert shown["last_used_at"]
		with freeze_clock(read_now() + timedelta(days=2)):
			assert show(world, world.staff["advisor"])["sessions"] == 0

	@pytest.mark.parametrize("form", ["csv", "xlsx"])
	def test_it_leaves_as_a_file_and_that_is_told(self, world: CampaignsWorld, form: str) -> None:
		add(world, name="=Núria")
		sign_in(world, "advisor")
		admin = world.open_client(Role.ADMINISTRATOR)
		answer = admin.get("/v1/staff/accounts/export", query_string={"format": form})
		assert answer.status_code == 200
		if form == "csv":
			rows = list(
				csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";")
			)
			assert len(rows) == len(world.staff) + 3  # the line above, the titles, the new one
			told = {row[0]: row for row in rows}
			assert told["nueva.persona"][1:5] == [
				"'=Núria", "nueva@example.com", "Asesoría de ventas", "sin contraseña"
			]  # fmt: skip
			assert told["advisor"][6] == "1"
		else:
			assert answer.get_data().startswith(b"PK")
		collect(world)
		assert [one["subject_name"] for one in read(world, kind="accounts_exported")] == [
			"administrator"
		]


class TestChanging:
	def test_a_change_carries_the_version_that_was_read(self, world: CampaignsWorld) -> None:
		one = show(world, world.staff["advisor"])
		first = change(world, one, name="Ana Asesora")
		assert (first.status_code, first.json["name"]) == (200, "Ana Asesora")
		other_field = change(world, one, email="ana@example.com")
		assert (other_field.status_code, other_field.json["name"]) == (200, "Ana Asesora")
		stale = change(world, one, name="Otra Ana")
		assert (stale.status_code, stale.json["code"]) == (409, "stale")
		assert stale.json["current"]["name"] == "Ana Asesora"
		emptied = change(world, show(world, one["id"]), email=None)
		assert emptied.json["email"] is None

	def test_other_roles_end_the_sessions_and_a_name_does_not(self, world: CampaignsWorld) -> None:
		sign_in(world, "advisor")
		one = change(world, show(world, world.staff["advisor"]), name="Ana Asesora").json
		assert one["sessions"] == 1
		one = change(world, one, roles=["supervisor", "advisor"]).json
		assert (one["sessions"], one["roles"]) == (0, ["advisor", "supervisor"])

	def test_nobody_changes_the_own_roles(self, world: CampaignsWorld) -> None:
		own = show(world, world.staff["administrator"])
		answer = change(world, own, roles=["advisor"])
		assert (answer.status_code, answer.json["code"]) == (409, "own_account")
		assert change(world, own, name="La de siempre").status_code == 200

	def test_another_e_mail_ends_the_link_that_waits(self, world: CampaignsWorld) -> None:
		made = add(world)
		token = reset(world, made["id"])["token"]
		change(world, show(world, made["id"]), email="otra@example.com")
		assert relay(world, "check", token=token).status_code == 401

	def test_what_is_not_there_is_not_found(self, world: CampaignsWorld) -> None:
		admin, gone = world.open_client(Role.ADMINISTRATOR), "/v1/staff/999999"
		assert admin.get(gone).status_code == 404
		assert admin.patch(gone, json={"version": "ab", "name": "Nadie"}).status_code == 404
		assert admin.post(f"{gone}/password/reset").status_code == 404
		assert admin.post(f"{gone}/sessions/end").status_code == 404


class TestLastAdministrator:
	def test_two_who_disable_each_other_leave_one(self, world: CampaignsWorld) -> None:
		other = add_administrator(world)
		pairs = [("administrator", other), (other, "administrator")]

		def disable(pair: tuple[str, str]) -> int:
			client = world.open_client(Role.ADMINISTRATOR, pair[0])
			return client.post(f"/v1/staff/{world.staff[pair[1]]}/disable").status_code

		with ThreadPoolExecutor(2) as pool:
			assert sorted(pool.map(disable, pairs)) == [204, 409]

	def test_two_who_reset_each_other_leave_one(self, world: CampaignsWorld) -> None:
		other = add_administrator(world)
		pairs = [("administrator", other), (other, "administrator")]

		def reset_other(pair: tuple[str, str]) -> int:
			client = world.open_client(Role.ADMINISTRATOR, pair[0])
			return client.post(f"/v1/staff/{world.staff[pair[1]]}/password/reset").status_code

		with ThreadPoolExecutor(2) as pool:
			assert sorted(pool.map(reset_other, pairs)) == [200, 409]

	def test_one_without_a_password_does_not_count(self, world: CampaignsWorld) -> None:
		other = add_administrator(world)
		client = world.open_client(Role.ADMINISTRATOR, other)
		one = show(world, world.staff["administrator"])
		reset(world, world.staff[other])
		answer = client.patch(
			f"/v1/staff/{one['id']}", json={"version": one["version"], "roles": ["advisor"]}
		)
		assert (answer.status_code, answer.json["code"]) == (409, "last_administrator")

	def test_the_command_line_does_not_disable_it_either(
		self, world: CampaignsWorld, monkeypatch: pytest.MonkeyPatch
	) -> None:
		monkeypatch.setattr("campaigns.app.cli.CampaignsConfig", lambda: world.config)
		outcome = CliRunner().invoke(main, ["disable-staff", "administrator"])
		assert outcome.exit_code == 1
		assert "última cuenta" in outcome.output


class TestCommandLine:
	def test_an_account_of_a_file_has_its_e_mail(
		self, world: CampaignsWorld, monkeypatch: pytest.MonkeyPatch
	) -> None:
		monkeypatch.setattr("campaigns.app.cli.CampaignsConfig", lambda: world.config)
		person = {"username": "otra", "name": "Otra", "roles": ["administrator"], "password": GOOD}
		for email, status in (("no es", 1), ("Otra@Example.com", 0)):
			file = json.dumps([{**person, "email": email}])
			assert CliRunner().invoke(main, ["ensure-staff", "-"], input=file).exit_code == status
		[made] = find(world, q="otra")
		assert made["email"] == "otra@example.com"
		again = json.dumps([person])
		assert CliRunner().invoke(main, ["ensure-staff", "-"], input=again).exit_code == 0
		assert find(world, q="otra")[0]["email"] == "otra@example.com"

	def test_the_last_administrator_is_not_demoted_by_a_file(
		self, world: CampaignsWorld, monkeypatch: pytest.MonkeyPatch
	) -> None:
		monkeypatch.setattr("campaigns.app.cli.CampaignsConfig", lambda: world.config)
		person = {"username": "administrator", "name": "X", "roles": ["advisor"], "password": GOOD}
		outcome = CliRunner().invoke(main, ["ensure-staff", "-"], input=json.dumps([person]))
		assert outcome.exit_code == 1
		assert "última cuenta" in outcome.output
		assert find(world, q="administrator")[0]["roles"] == ["administrator"]


class TestClosing:
	def test_disabling_ends_sessions_and_links(self, world: CampaignsWorld) -> None:
		made = add(world)
		token = reset(world, made["id"])["token"]
		post(world, made["id"], "disable")
		assert relay(world, "check", token=token).status_code == 401
		assert reset(world, made["id"], status=409)["code"] == "account_disabled"
		post(world, made["id"], "enable")
		assert relay(world, "use", token=token, password=GOOD).status_code == 401

	def test_sessions_are_ended_by_the_administrator(self, world: CampaignsWorld) -> None:
		sign_in(world, "advisor")
		post(world, world.staff["advisor"], "sessions/end")
		assert show(world, world.staff["advisor"])["sessions"] == 0
		assert sign_in(world, "advisor").status_code == 200

	def test_who_did_it_is_told_by_name(self, world: CampaignsWorld) -> None:
		made = add(world)
		reset(world, made["id"])
		change(world, show(world, made["id"]), roles=["supervisor"])
		post(world, made["id"], "disable")
		collect(world)
		told = [one for one in read(world) if one["subject"] == f"staff:{made['id']}"]
		assert {one["kind"] for one in told} == {
			"account_added", "password_reset", "sessions_ended", "roles_changed", "account_disabled"
		}  # fmt: skip
		assert {one["by_name"] for one in told} == {"administrator"}
		assert {one["subject_name"] for one in told} == {"Núria Peña"}
		details = {one["kind"]: one["detail"] for one in told}
		assert details["account_added"] == "advisor"
		assert details["roles_changed"] == "advisor > supervisor"
		mine = read(world, staff_id=str(world.staff["administrator"]))
		assert {one["kind"] for one in mine} >= {"account_added", "roles_changed"}


class TestLinks:
	def test_a_reset_takes_the_old_password_and_the_sessions(self, world: CampaignsWorld) -> None:
		sign_in(world, "advisor")
		token = reset(world, world.staff["advisor"])["token"]
		assert sign_in(world, "advisor").status_code == 401
		assert show(world, world.staff["advisor"])["sessions"] == 0
		assert relay(world, "use", token=token, password=GOOD).status_code == 204
		assert sign_in(world, "advisor", GOOD).status_code == 200

	def test_a_link_serves_once_and_the_newest_alone(self, world: CampaignsWorld) -> None:
		old, new = (reset(world, world.staff["advisor"])["token"] for _ in range(2))
		assert relay(world, "check", token=old).status_code == 401
		with ThreadPoolExecutor(4) as pool:
			told = pool.map(
				lambda _: relay(world, "use", token=new, password=GOOD).status_code, range(4)
			)
			assert sorted(told) == [204, 401, 401, 401]

	def test_it_ends_by_itself(self, world: CampaignsWorld) -> None:
		token = reset(world, world.staff["advisor"])["token"]
		for hours, status in ((71, 200), (73, 401)):
			with freeze_clock(read_now() + timedelta(hours=hours)):
				assert relay(world, "check", token=token).status_code == status

	def test_an_easy_password_leaves_the_link(self, world: CampaignsWorld) -> None:
		token = reset(world, world.staff["advisor"])["token"]
		answer = relay(world, "use", token=token, password="password1234")
		assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "password")
		assert relay(world, "use", token=token, password=GOOD).status_code == 204

	def test_the_database_does_not_know_it(self, world: CampaignsWorld) -> None:
		token = reset(world, world.staff["advisor"])["token"]
		with world.wiring.database.open_session() as session:
			for table in load_metadata().sorted_tables:
				rows = session.execute(table.select()).mappings().all()
				assert token not in str([dict(row) for row in rows])
			assert session.query(PasswordLinkRow).one().token_hash == hash_token(token)

	def test_nobody_resets_the_own_one(self, world: CampaignsWorld) -> None:
		assert reset(world, world.staff["administrator"], status=409)["code"] == "own_account"

	def test_only_the_portal_brings_them(self, world: CampaignsWorld) -> None:
		admin = world.open_client(Role.ADMINISTRATOR)
		body = {"token": "x" * 30, "address": ""}
		assert admin.post("/v1/password-links/check", json=body).status_code == 403


def add(world: CampaignsWorld, **changes: Any) -> dict[str, Any]:
	admin = world.open_client(Role.ADMINISTRATOR)
	answer = admin.post("/v1/staff", json={**NEW, "roles": ["advisor"], **changes})
	assert answer.status_code == 201, answer.json
	return dict(answer.json or {})


def add_administrator(world: CampaignsWorld) -> str:
	"""Add one who can sign in; return the name."""
	with world.wiring.database.open_session() as session:
		directory = world.wiring.make_staff_service(session)
		made = directory.ensure_account("otra", "Otra", [Role.ADMINISTRATOR], GOOD)
	world.staff["otra"] = made.id
	return "otra"


def show(world: CampaignsWorld, staff_id: int) -> dict[str, Any]:
	return dict(world.open_client(Role.ADMINISTRATOR).get(f"/v1/staff/{staff_id}").json or {})


def list_page(world: CampaignsWorld, **query: Any) -> dict[str, Any]:
	admin = world.open_client(Role.ADMINISTRATOR)
	answer = admin.get("/v1/staff/accounts", query_string=query)
	assert answer.status_code == 200, answer.json
	return dict(answer.json or {})


def find(world: CampaignsWorld, **query: Any) -> list[dict[str, Any]]:
	return list(list_page(world, **query)["items"])


def change(world: CampaignsWorld, one: dict[str, Any], **fields: Any) -> Any:
	admin = world.open_client(Role.ADMINISTRATOR)
	return admin.patch(f"/v1/staff/{one['id']}", json={"version": one["version"], **fields})


def post(world: CampaignsWorld, staff_id: int, what: str) -> None:
	admin = world.open_client(Role.ADMINISTRATOR)
	assert admin.post(f"/v1/staff/{staff_id}/{what}").status_code == 204


def reset(world: CampaignsWorld, staff_id: int, status: int = 200) -> dict[str, Any]:
	admin = world.open_client(Role.ADMINISTRATOR)
	answer = admin.post(f"/v1/staff/{staff_id}/password/reset")
	assert answer.status_code == status, answer.json
	return dict(answer.json or {})


def relay(world: CampaignsWorld, what: str, **body: str) -> Any:
	client = world.open_service_client(Scope.SIGN_IN_RELAY)
	return client.post(f"/v1/password-links/{what}", json={"address": "203.0.113.9", **body})
