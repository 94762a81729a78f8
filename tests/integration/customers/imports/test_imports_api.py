"""Import files through the HTTP door: upload, progress, report."""

import csv
import io
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr

from chasqui.kernel.data.database import Database
from chasqui.kernel.web.bodies import MAX_BODY_BYTES
from customers.app.web import create_app
from customers.app.wiring import Wiring
from customers.config import CustomersConfig
from tests.support.servers import TestServers
from tests.support.tokens import TokenMaker

FILE = b"id_type,id_number,name\ncedula,1710034065,Ana\ncedula,1710034066,Eva\ncarnet,1,Luz\n"
URL = "/v1/imports?file_name=lista.csv"


class TestImportPages:
	def test_from_the_upload_to_the_report(
		self, client: FlaskClient, wiring: Wiring, admin: dict[str, str]
	) -> None:
		answer = client.post(URL, data=FILE, headers=admin)
		assert answer.status_code == 202
		job = answer.get_json()
		assert (job["state"], job["file_name"], job["mode"]) == ("queued", "lista.csv", "create")
		wiring.import_runner.run(job["id"])
		shown = client.get(f"/v1/imports/{job['id']}", headers=admin).get_json()
		assert (shown["state"], shown["created"], shown["rejected"]) == ("done", 1, 2)
		assert client.get("/v1/imports", headers=admin).get_json()["items"] == [shown]

	def test_whom_it_created_is_found_and_archived_in_one_go(
		self, client: FlaskClient, wiring: Wiring, admin: dict[str, str]
	) -> None:
		others = b"id_type,id_number,name\ncedula,0926687856,Luis\n"
		numbers = [
			client.post(URL, data=file, headers=admin).get_json()["id"] for file in (FILE, others)
		]
		for number in numbers:
			wiring.import_runner.run(number)

		def list_names(query: str) -> list[str]:
			answer = client.get(f"/v1/customers{query}", headers=admin)
			assert answer.status_code == 200, answer.get_json()
			return [one["name"] for one in answer.get_json()["items"]]

		assert list_names(f"?import_id={numbers[0]}") == ["Ana"]
		asked = {"action": "archive", "filters": {"import_id": numbers[:1]}, "expected": 1}
		done = client.post("/v1/bulk-jobs", json=asked, headers=admin)
		assert done.status_code in (200, 201, 202)
		assert list_names("") == ["Luis"]

	@pytest.mark.covers("C8", "C14")
	def test_sales_from_the_upload_to_the_list_and_out_again(
		self, client: FlaskClient, wiring: Wiring, admin: dict[str, str]
	) -> None:
		items = b"nombre,referencia,precio\nFibra,FIB,25\n"
		head = b"number,id_number,invoiced_on,reference,quantity,unit_price\n"
		sales = head + b"F-1,1710034065,2023-05-10,FIB,2,25.00\nF-2,1710034066,x,FIB,0,1\n"
		for file in (FILE, items):
			wiring.import_runner.run(client.post(URL, data=file, headers=admin).get_json()["id"])
		job = client.post(f"{URL}&kind=sales", data=sales, headers=admin).get_json()
		way = f"/v1/imports/{job['id']}"
		assert (job["kind"], job["state"]) == ("sales", "queued")
		wiring.import_runner.run(job["id"])
		shown = client.get(way, headers=admin).get_json()
		assert [shown[one] for one in ("rows", "created", "rejected", "changes")] == [2, 1, 1, 1]
		faults = client.get(f"{way}/rejected", headers=admin).get_json()["items"]
		assert [(one["label"], one["value"]) for one in faults] == [
			("Identificación", "1710034066"), ("Día de la factura", "x"), ("Cantidad", "0"),
		]  # fmt: skip
		listed = client.get(f"/v1/sales?import_id={job['id']}", headers=admin).get_json()["items"]
		assert [(one["number"], one["total"]) for one in listed] == [("F-1", "56.00")]
		assert client.post(f"{way}/undoing", headers=admin).status_code == 202
		wiring.import_runner.run(job["id"])
		assert client.get(way, headers=admin).get_json()["undone"] == 1
		assert client.get("/v1/sales", headers=admin).get_json()["items"] == []
		assert client.post(f"{way}/undoing", headers=admin).status_code == 409
		assert client.post(f"{URL}&kind=otra", data=sales, headers=admin).status_code == 422

	def test_rejected_rows_as_pages_and_as_a_file(
		self, client: FlaskClient, wiring: Wiring, admin: dict[str, str]
	) -> None:
		job = client.post(URL, data=FILE, headers=admin).get_json()
		wiring.import_runner.run(job["id"])
		path = f"/v1/imports/{job['id']}/rejected"
		page = client.get(f"{path}?limit=1", headers=admin).get_json()
		assert [row["line"] for row in page["items"]] == [3]
		following = client.get(f"{path}?limit=1&cursor={page['next_cursor']}", headers=admin)
		assert [row["field"] for row in following.get_json()["items"]] == ["id_type"]
		report = client.get(f"{path}.csv", headers=admin)
		assert "attachment" in report.headers["Content-Disposition"]
		rows = list(csv.DictReader(io.StringIO(report.get_data().decode("utf-8-sig"))))
		assert [(row["linea"], row["campo"]) for row in rows] == [
			("3", "Identificación"),
			("4", "Tipo de identificación; Identificación"),
		]
		assert all(row["motivo"] for row in rows)

	def test_a_file_may_be_larger_than_other_bodies(
		self, client: FlaskClient, admin: dict[str, str]
	) -> None:
		row = b"passport,AB%07d,Persona de relleno con un nombre bastante largo\n"
		lines = b"".join(row % number for number in range(140_000))
		assert len(lines) > MAX_BODY_BYTES
		answer = client.post(URL, data=b"id_type,id_number,name\n" + lines, headers=admin)
		assert answer.status_code == 202
		assert answer.get_json()["bytes_total"] > MAX_BODY_BYTES

	def test_a_file_over_its_own_limit_is_413(
		self, config: CustomersConfig, admin: dict[str, str]
	) -> None:
		small = config.model_copy(update={"import_max_bytes": 50})
		client = create_app(small).test_client()
		assert client.post(URL, data=FILE, headers=admin).status_code == 413

	def test_a_missing_column_is_422_with_its_code(
		self, client: FlaskClient, admin: dict[str, str]
	) -> None:
		answer = client.post(URL, data=b"id_type,name\n", headers=admin)
		assert (answer.status_code, answer.get_json()["code"]) == (422, "missing_column")

	def test_only_administrators_import(self, client: FlaskClient, tokens: TokenMaker) -> None:
		token = tokens.make_staff_token("customers", "marketing_head")
		headers = {"Authorization": f"Bearer {token}"}
		assert client.post(URL, data=FILE, headers=headers).status_code == 403
		assert client.get("/v1/imports", headers=headers).status_code == 200


@pytest.fixture
def admin(tokens: TokenMaker) -> dict[str, str]:
	token = tokens.make_staff_token("customers", "administrator")
	return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def config(
	database: Database, servers: TestServers, tokens: TokenMaker, redis_prefix: str
) -> CustomersConfig:
	return CustomersConfig(
		database_url=SecretStr(database.url),
		broker_url=SecretStr(servers.redis.build_url(0)),
		redis_url=SecretStr(servers.redis.build_url(1)),
		redis_prefix=redis_prefix,
		jwks_file=tokens.jwks_file,
	)


@pytest.fixture
def wiring(config: CustomersConfig) -> Iterator[Wiring]:
	wiring = Wiring(config)
	yield wiring
	wiring.database.close()


@pytest.fixture
def client(config: CustomersConfig) -> Iterator[FlaskClient]:
	app = create_app(config)
	yield app.test_client()
	assert app.database is not None
	app.database.close()
