"""The database computes what the domain does."""

import json
from collections.abc import Callable

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from customers.segments.domain.income_steps import BAND_LOWS, THRESHOLDS
from tests.support.migrations import list_differences, migrate

BEFORE_THE_DRAIN = "0015_former_values"
HOLD = """
INSERT INTO held_service (name, name_key, category, price, details, import_id)
VALUES (%s, %s, %s, %s, %s, 7)
"""
SPEED = {"Velocidad": "300 Mbps", "instalación incluida": "sí", "nota": "sin tope"}
HELD = (
	("Fibra Ñandú 300", "FIBRA NANDU 300", "internet POR fibra", "25.50", SPEED),
	("Fibra-Ñandú 300", "FIBRA NANDU 300 BIS", "Móvil", None, {"velocidad": "300"}),
	("Ya está", "YA ESTA", None, "3.00", {}),
)
DRAINED = """
SELECT item.name, reference, item_type.name, state, description, item.attributes, amount::text,
	created_by
FROM item JOIN item_type ON item_type.id = type_id LEFT JOIN item_price ON item_id = item.id
WHERE item.created_by <> 'Ana' ORDER BY item.id
"""


class TestMigrations:
	def test_the_database_steps_incomes_as_the_domain_does(self, session: Session) -> None:
		query = text("SELECT income_step(:amount), income_band(:amount)")
		for number, amount in enumerate(THRESHOLDS, 1):
			step, band = session.execute(query, {"amount": amount}).one()
			assert step == number
			assert BAND_LOWS[band - 1] <= amount
		assert tuple(session.execute(query, {"amount": None}).one()) == (0, 0)


@pytest.mark.covers("M11", "M23")
class TestHeldServices:
	def test_what_files_told_becomes_drafts(self, make_database: Callable[[str], str]) -> None:
		url = make_database("customers")
		migrate("customers", url, "downgrade", BEFORE_THE_DRAIN)
		with psycopg.connect(url) as connection:
			connection.execute(
				"INSERT INTO item (type_id, name, reference, name_key, search_key, created_by)"
				" SELECT id, 'Ya está', 'YA-1', 'YA ESTA', 'YA ESTA', 'Ana' FROM item_type LIMIT 1"
			)
			for *told, details in HELD:
				connection.execute(HOLD, (*told, json.dumps(details)))
		migrate("customers", url, "upgrade", "head")
		assert list_differences("customers", url) == []
		with psycopg.connect(url) as connection:
			assert connection.execute(DRAINED).fetchall() == [
				(
					"Fibra Ñandú 300", "FIBRA-NANDU-300", "Internet por fibra", "draft",
					"nota: sin tope", {"velocidad": "300", "instalacion": True}, "25.50",
					"Importación 7",
				),
				(
					"Fibra-Ñandú 300", "FIBRA-NANDU-300-2", "Por clasificar", "draft",
					"velocidad: 300\nTipo: Móvil", {}, None, "Importación 7",
				),
			]  # fmt: skip
			names = connection.execute("SELECT count(*) FROM item WHERE name_key = 'YA ESTA'")
			assert names.fetchone() == (1,)


BEFORE_THE_LISTS = "0020_kept_texts"
SAVE = """
INSERT INTO saved_view (owner, owner_name, name, filters, sort, columns)
VALUES ('staff:1', 'Ana', %s, %s, %s, '{age}')
"""
SAVED = (
	("Sierra", {"province": ["EC-P", "EC-L"], "may_email": True, "age_from": 30}, "-name"),
	("SIÉRRA", {"q": "peña", "income_to": "10.50"}, "name"),
	("Todos", {}, "name"),
)
VIEWS = "SELECT list_name, name, name_key, filters, sort, columns FROM saved_view ORDER BY id"


@pytest.mark.covers("R11")
class TestSavedViews:
	def test_they_become_views_of_the_list_of_customers_and_back(
		self, make_database: Callable[[str], str]
	) -> None:
		url = make_database("customers")
		migrate("customers", url, "downgrade", BEFORE_THE_LISTS)
		with psycopg.connect(url) as connection:
			for name, filters, sort in SAVED:
				connection.execute(SAVE, (name, json.dumps(filters), sort))
		migrate("customers", url, "upgrade", "head")
		assert list_differences("customers", url) == []
		asked = {"province": ["EC-P", "EC-L"], "may_email": ["true"], "age_from": ["30"]}
		with psycopg.connect(url) as connection:
			assert connection.execute(VIEWS).fetchall() == [
				("customers", "Sierra", "sierra", asked, "-name", ["age"]),
				("customers", "SIÉRRA (2)", "sierra (2)", {"q": ["peña"], "income_to": ["10.50"]},
					"", ["age"]),
				("customers", "Todos", "todos", {}, "", ["age"]),
			]  # fmt: skip
			connection.execute("UPDATE saved_view SET list_name = 'items' WHERE name = 'Todos'")
		migrate("customers", url, "downgrade", BEFORE_THE_LISTS)
		with psycopg.connect(url) as connection:
			found = connection.execute("SELECT name, filters, sort FROM saved_view ORDER BY id")
			assert found.fetchall() == [
				("Sierra", {**asked, "may_email": "true", "age_from": "30"}, "-name"),
				("SIÉRRA (2)", {"q": "peña", "income_to": "10.50"}, "name"),
			]
