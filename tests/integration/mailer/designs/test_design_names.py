"""Two designs in use have two names, however they are written (K17)."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from mailer.app.wiring import Wiring
from mailer.designs.domain.gallery.catalogue import GALLERY
from tests.support.migrations import list_differences, migrate

HTML = "<body><p>Hola</p></body>"
BEFORE_NAMES = "0008_design_pictures"
OLD = """
INSERT INTO design (name, kind, created_by, archived_at)
SELECT unnest(%s::text[]), 'uploaded', 'Ana', %s
"""


def upload(client: Any, name: str) -> Any:
	return client.post("/v1/designs", json={"name": name, "subject": "Hola", "html": HTML})


@pytest.mark.covers("K17")
class TestNames:
	@pytest.mark.parametrize("name", ["boletin de mayo", "BOLETÍN  DE MAYO", " Boletín de mayo "])
	def test_a_name_that_is_taken_is_refused_at_its_field(self, client: Any, name: str) -> None:
		assert upload(client, "Boletín de mayo").status_code == 201
		answer = upload(client, name)
		assert (answer.status_code, answer.json["code"]) == (409, "name_taken")
		assert [one["field"] for one in answer.json["errors"]] == ["name"]
		names = [one["name"] for one in client.get("/v1/designs").json["items"]]
		assert names.count("Boletín de mayo") == 1

	def test_the_gallery_s_names_are_taken_too(self, client: Any) -> None:
		assert upload(client, str(GALLERY[0].name).upper()).status_code == 409

	def test_an_archived_design_leaves_its_name(self, client: Any) -> None:
		first = upload(client, "Boletín de mayo").json["id"]
		client.delete(f"/v1/designs/{first}")
		assert upload(client, "Boletín de mayo").status_code == 201

	def test_an_uploaded_design_makes_way_for_the_gallery(
		self, client: Any, wiring: Wiring
	) -> None:
		taken = str(GALLERY[0].name)
		with wiring.database.open_session() as session:
			session.connection().exec_driver_sql(
				"UPDATE design SET slug = 'otra', name_key = 'otra' WHERE slug = %s",
				(GALLERY[0].slug,),
			)
		mine = upload(client, taken).json["id"]
		wiring.sweeper.sweep()
		assert client.get(f"/v1/designs/{mine}").json["name"] == f"{taken} (2)"

	def test_those_of_one_name_get_numbers(self, make_database: Callable[[str], str]) -> None:
		url = make_database("mailer")
		migrate("mailer", url, "downgrade", BEFORE_NAMES)
		names = ["Hola", "HOLA", "Hólá", "Hola (2)", "x" * 80, "X" * 80, str(GALLERY[0].name)]
		with psycopg.connect(url) as connection:
			connection.execute(OLD, (names, None))
			connection.execute(OLD, (["Hola"], "2026-01-01"))
		migrate("mailer", url, "upgrade", "head")
		assert list_differences("mailer", url) == []
		with psycopg.connect(url) as connection:
			query = "SELECT name FROM design WHERE slug IS NULL ORDER BY id"
			assert [name for (name,) in connection.execute(query)] == [
				"Hola", "HOLA (2)", "Hólá (3)", "Hola (2) (2)", "x" * 80, "X" * 76 + " (2)",
				f"{GALLERY[0].name} (2)", "Hola",
			]  # fmt: skip
