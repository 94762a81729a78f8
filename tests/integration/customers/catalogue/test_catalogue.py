"""What the company sells, over HTTP: types, items, prices, stock, offers, the report."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import count
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from chasqui.contracts.endpoints.customers.reports import ItemsBy
from chasqui.kernel.clock import read_today
from chasqui.kernel.data.database import Database
from customers.catalogue.models.subscription import SubscriptionRow
from customers.config import CustomersConfig
from portal.catalogue.pages.report import REPORT
from tests.integration.customers.doors import Api

NUMBERS = count(1)
FIBRE = {"velocidad": "300", "instalacion": True}


class Shop:
	"""What the tests write into the catalogue, by the door."""

	def __init__(self, client: Api, today: date) -> None:
		self.client = client
		self.today = today
		types = client.get("/v1/item-types").get_json()["items"]
		self.types = {one["name"]: one for one in types}

	def add(self, kind: str = "Internet por fibra", **changes: Any) -> Any:
		fields = {
			"type_id": self.types[kind]["id"], "name": "Fibra Hogar 300",
			"reference": f"REF-{next(NUMBERS)}",
			"attributes": FIBRE if kind == "Internet por fibra" else {},
		}  # fmt: skip
		answer = self.client.post("/v1/items", {**fields, **changes})
		assert answer.status_code == 201, answer.get_data(as_text=True)
		return answer.get_json()

	def price(self, item: Any, amount: str, start: int = 0, end: int | None = None) -> Any:
		until = None if end is None else self.tell(end)
		fields = {"amount": amount, "valid_from": self.tell(start), "valid_until": until}
		return self.client.post(f"/v1/items/{item['id']}/prices", fields)

	def move(self, item: Any, quantity: int, reason: str = "adjustment") -> Any:
		body = {"quantity": quantity, "reason": reason}
		once = {"Idempotency-Key": f"move-{next(NUMBERS)}"}
		return self.client.post(f"/v1/items/{item['id']}/stock", body, headers=once)

	def set_state(self, item: Any, state: str, **more: Any) -> Any:
		body = {"version": self.show(item)["version"], "state": state, **more}
		return self.client.post(f"/v1/items/{item['id']}/state", body)

	def sell(self, amount: str = "25.00", **changes: Any) -> Any:
		item = self.add(**changes)
		assert self.price(item, amount).status_code == 201
		answer = self.set_state(item, "on_sale")
		assert answer.status_code == 200, answer.get_data(as_text=True)
		return answer.get_json()

	def show(self, item: Any) -> Any:
		return self.client.get(f"/v1/items/{item['id']}").get_json()

	def find(self, **query: Any) -> list[str]:
		text = "&".join(f"{name}={value}" for name, value in query.items())
		return [
			one["reference"] for one in self.client.get(f"/v1/items?{text}").get_json()["items"]
		]

	def tell(self, days: int) -> str:
		return (self.today + timedelta(days=days)).isoformat()


@pytest.fixture
def hold(database: Database) -> Callable[[int, str], None]:
	"""Return what notes that a customer has a service, as an import does."""

	def note(customer_id: int, name: str) -> None:
		with database.open_session() as session:
			session.add(SubscriptionRow(customer_id=customer_id, name=name, import_id=1))

	return note


@pytest.fixture
def shop(client: Api, config: CustomersConfig) -> Shop:
	return Shop(client, read_today(config.zone))


def read_code(answer: Any) -> tuple[int, str]:
	return answer.status_code, answer.get_json()["code"]


@pytest.mark.covers("M11", "C1")
class TestTypes:
	def test_a_company_begins_with_four_and_adds_its_own(self, shop: Shop) -> None:
		assert set(shop.types) == {"Internet por fibra", "Pospago", "Prepago", "Equipo"}
		television = {"name": "Televisión", "nature": "service", "attributes": []}
		assert shop.client.post("/v1/item-types", television).status_code == 201
		again = shop.client.post("/v1/item-types", {**television, "name": "TELEVISION"})
		assert read_code(again) == (409, "name_taken")

	def test_a_characteristic_in_use_keeps_its_kind(self, shop: Shop) -> None:
		shop.add()
		kind = shop.types["Internet por fibra"]
		path = f"/v1/item-types/{kind['id']}"
		text = [{"key": "velocidad", "label": "Velocidad", "kind": "text"}]
		patch = {"version": kind["version"], "attributes": text}
		assert read_code(shop.client.patch_path(path, patch)) == (409, "attribute_in_use")
		more = [*kind["attributes"], {"key": "canales", "label": "Canales", "kind": "number"}]
		patch = {"version": kind["version"], "attributes": more}
		changed = shop.client.patch_path(path, patch).get_json()
		assert [one["key"] for one in changed["attributes"]] == [
			"velocidad", "instalacion", "canales",
		]  # fmt: skip
		late = shop.client.patch_path(path, {"version": kind["version"], "attributes": []})
		assert read_code(late) == (409, "stale")

	def test_an_archived_type_takes_no_items(self, shop: Shop) -> None:
		kind = shop.types["Prepago"]
		patch = {"version": kind["version"], "is_archived": True}
		shop.client.patch_path(f"/v1/item-types/{kind['id']}", patch)
		fields = {"type_id": kind["id"], "name": "Chip", "reference": "CHIP"}
		answer = shop.client.post("/v1/items", fields)
		assert answer.get_json()["errors"][0]["field"] == "type_id"


@pytest.mark.covers("M12", "C7", "C9")
class TestItems:
	def test_an_item_is_written_changed_and_found_again(self, shop: Shop) -> None:
		made = shop.add(name="Router Ñandú", kind="Equipo", brand="Ñandú", reference="RTR-9")
		assert (made["state"], made["stock"], made["price"]) == ("draft", 0, None)
		patch = {"version": made["version"], "name": "Router Ñandú II"}
		path = f"/v1/items/{made['id']}"
		assert shop.client.patch_path(path, patch).get_json()["name"] == "Router Ñandú II"
		assert read_code(shop.client.patch_path(path, {**patch, "name": "Otro"})) == (409, "stale")
		assert shop.find(q="nandu") == shop.find(q="rtr-9") == ["RTR-9"]

	def test_a_reference_is_taken_for_ever(self, shop: Shop) -> None:
		item = shop.sell(reference="ABC-1")
		shop.set_state(item, "retired")
		fields = {"type_id": item["type_id"], "name": "Otra", "reference": "abc-1"}
		answer = shop.client.post("/v1/items", fields)
		assert read_code(answer) == (409, "reference_taken")
		assert answer.get_json()["errors"][0]["field"] == "reference"

	def test_it_goes_on_sale_with_price_and_characteristics(self, shop: Shop) -> None:
		bare = shop.add(attributes={})
		assert read_code(shop.set_state(bare, "on_sale")) == (422, "no_price")
		shop.price(bare, "25.00")
		assert read_code(shop.set_state(bare, "on_sale")) == (422, "missing_attributes")
		patch = {"version": shop.show(bare)["version"], "attributes": FIBRE}
		shop.client.patch_path(f"/v1/items/{bare['id']}", patch)
		assert shop.set_state(bare, "on_sale").get_json()["state"] == "on_sale"
		assert read_code(shop.set_state(bare, "draft")) == (409, "bad_move")
		gone = {"version": shop.show(bare)["version"], "attributes": {}}
		answer = shop.client.patch_path(f"/v1/items/{bare['id']}", gone)
		assert read_code(answer) == (422, "missing_attributes")

	def test_what_customers_have_is_retired_only_if_that_is_meant(
		self, shop: Shop, hold: Callable[[int, str], None]
	) -> None:
		item, draft = shop.sell(), shop.add(name="Plan viejo")
		customer = shop.client.register()
		hold(customer["id"], "FIBRA hogar 300")
		hold(customer["id"], "Plan viejo")
		assert shop.show(item)["customers"] == 1
		refused = shop.set_state(item, "retired")
		assert read_code(refused) == (409, "in_use")
		assert refused.get_json()["current"] == {"customers": 1}
		assert shop.set_state(item, "retired", confirm_in_use=True).status_code == 200
		assert read_code(shop.client.delete_path(f"/v1/items/{draft['id']}")) == (409, "in_use")

	def test_only_a_draft_is_deleted(self, shop: Shop) -> None:
		item, draft = shop.sell(), shop.add()
		assert read_code(shop.client.delete_path(f"/v1/items/{item['id']}")) == (409, "not_a_draft")
		assert shop.client.delete_path(f"/v1/items/{draft['id']}").status_code == 204
		assert shop.client.get(f"/v1/items/{draft['id']}").status_code == 404

	def test_lists_are_filtered_sorted_and_turned(self, shop: Shop) -> None:
		for amount, name, reference in (
			("9.99", "Álamo", "A-1"), ("30.00", "Buganvilla", "B-1"), ("100.00", "Ceibo", "C-1"),
		):  # fmt: skip
			shop.sell(amount, name=name, reference=reference)
		shop.add(name="Drago", reference="D-1", brand="Andina")
		assert shop.find(sort="-price") == ["C-1", "B-1", "A-1", "D-1"]
		assert shop.find(price_from="10", price_to="99.99") == ["B-1"]
		assert shop.find(state="draft") == shop.find(brand="Andina") == ["D-1"]
		page = shop.client.get("/v1/items?limit=3").get_json()
		rest = shop.client.get(f"/v1/items?limit=3&cursor={page['next_cursor']}").get_json()
		assert [one["reference"] for one in page["items"] + rest["items"]] == [
			"A-1", "B-1", "C-1", "D-1",
		]  # fmt: skip
		facets = shop.client.get("/v1/items/facets?state=draft").get_json()
		assert facets["total"] == 1
		assert {one["value"]: one["items"] for one in facets["state"]} == {"on_sale": 3, "draft": 1}
		assert facets["brand"] == [{"value": "Andina", "text": "Andina", "items": 1}]

	def test_a_state_is_asked_of_the_item_as_it_was_read(self, shop: Shop) -> None:
		item = shop.add()
		shop.price(item, "25.00")
		patch = {"version": item["version"], "name": "Fibra Hogar 301"}
		shop.client.patch_path(f"/v1/items/{item['id']}", patch)
		late = shop.set_state(item, "on_sale", version=item["version"])
		assert read_code(late) == (409, "stale")
		assert late.get_json()["current"]["name"] == "Fibra Hogar 301"
		assert shop.show(item)["state"] == "draft"

	def test_bands_of_the_facet_are_those_of_the_report_and_of_the_filter(self, shop: Shop) -> None:
		for amount in ("9.99", "10.00", "24.99", "100.00"):
			shop.sell(amount)
		shop.add()
		bands = shop.client.get("/v1/items/facets?state=on_sale").get_json()["band"]
		lines = shop.client.get("/v1/items/report?by=band&state=on_sale").get_json()["lines"]
		assert [(one["value"], one["items"]) for one in bands] == [
			(one["key"], one["items"]) for one in lines
		]
		assert [one["value"] for one in bands] == ["0-10", "10-25", "100+"]
		for one in shop.client.get("/v1/items/facets?band=none").get_json()["band"]:
			assert len(shop.find(band=quote(one["value"]))) == one["items"]
		assert shop.client.get("/v1/items?band=7").status_code == 422


@pytest.mark.covers("C1")
class TestMoves:
	PATH = "/v1/items/moves"

	def test_those_that_cannot_be_sold_stay_and_are_told(self, shop: Shop) -> None:
		ready, sold, bare = shop.add(), shop.sell(), shop.add(name="Sin precio")
		shop.price(ready, "10.00")
		answer = shop.client.post(
			self.PATH, {"filters": {}, "state": "on_sale", "expected": 3}
		).get_json()
		assert (answer["changed"], answer["same"]) == (1, 1)
		(refused,) = answer["refused"]
		assert (refused["id"], refused["name"]) == (bare["id"], "Sin precio")
		assert "precio" in refused["reason"]
		states = [shop.show(one)["state"] for one in (ready, sold, bare)]
		assert states == ["on_sale", "on_sale", "draft"]

	def test_only_those_that_match_are_taken(self, shop: Shop) -> None:
		one, other, third = shop.sell(), shop.sell(), shop.sell(brand="Otra")
		asked = {"filters": {"ids": [one["id"], third["id"]]}, "state": "retired", "expected": 2}
		assert shop.client.post(self.PATH, asked).get_json()["changed"] == 2
		assert shop.show(other)["state"] == "on_sale"

	def test_what_customers_have_is_retired_only_if_that_is_meant(
		self, shop: Shop, hold: Callable[[int, str], None]
	) -> None:
		item = shop.sell()
		hold(shop.client.register()["id"], item["name"])
		asked = {"filters": {}, "state": "retired", "expected": 1}
		answer = shop.client.post(self.PATH, asked).get_json()
		assert [one["id"] for one in answer["refused"]] == [item["id"]]
		answer = shop.client.post(self.PATH, {**asked, "confirm_in_use": True}).get_json()
		assert (answer["changed"], answer["refused"]) == (1, [])

	def test_a_list_that_changed_meanwhile_moves_nothing(self, shop: Shop) -> None:
		item = shop.sell()
		asked = {"filters": {}, "state": "retired", "expected": 2}
		assert read_code(shop.client.post(self.PATH, asked)) == (409, "list_changed")
		assert shop.show(item)["state"] == "on_sale"


@pytest.mark.covers("C9")
class TestPrices:
	def test_a_new_price_ends_the_open_one_and_keeps_it(self, shop: Shop) -> None:
		item = shop.add()
		assert shop.price(item, "20.00").status_code == 201
		assert shop.price(item, "22.50", 10).status_code == 201
		prices = shop.client.get(f"/v1/items/{item['id']}/prices").get_json()["items"]
		assert [(one["amount"], one["valid_from"], one["valid_until"]) for one in prices] == [
			("22.50", shop.tell(10), None), ("20.00", shop.tell(0), shop.tell(10)),
		]  # fmt: skip
		assert shop.show(item)["price"] == "20.00"

	def test_prices_never_cross(self, shop: Shop) -> None:
		item = shop.add()
		shop.price(item, "20.00", 5, 10)
		answer = shop.price(item, "21.00", 9, 12)
		assert read_code(answer) == (409, "price_overlap")
		assert (shop.today + timedelta(days=5)).strftime("%d/%m/%Y") in answer.get_json()["detail"]
		assert shop.price(item, "21.00", 10, 12).status_code == 201  # the day of the end is free
		assert read_code(shop.price(item, "1.00", 0)) == (409, "price_overlap")

	def test_a_planned_price_is_taken_back_and_the_one_before_holds_on(self, shop: Shop) -> None:
		item = shop.add()
		first = shop.price(item, "20.00").get_json()
		planned = shop.price(item, "30.00", 10, 20).get_json()
		shop.price(item, "25.00", 20)
		path = f"/v1/items/{item['id']}/prices"
		assert read_code(shop.client.delete_path(f"{path}/{first['id']}")) == (409, "price_begun")
		assert shop.client.delete_path(f"{path}/{planned['id']}").status_code == 204
		assert shop.client.delete_path(f"{path}/{planned['id']}").status_code == 404
		prices = shop.client.get(path).get_json()["items"]
		assert [(one["amount"], one["valid_from"], one["valid_until"]) for one in prices] == [
			("25.00", shop.tell(20), None), ("20.00", shop.tell(0), shop.tell(20)),
		]  # fmt: skip

	def test_a_price_of_another_item_is_not_taken_back(self, shop: Shop) -> None:
		item, other = shop.add(), shop.add()
		planned = shop.price(item, "30.00", 10).get_json()
		path = f"/v1/items/{other['id']}/prices/{planned['id']}"
		assert shop.client.delete_path(path).status_code == 404

	def test_a_refused_price_leaves_the_open_one_open(self, shop: Shop) -> None:
		item = shop.add()
		shop.price(item, "30.00", 20, 30)
		shop.price(item, "20.00", 0, 5)
		shop.price(item, "25.00", 5, 20)
		assert read_code(shop.price(item, "26.00", 6, 7)) == (409, "price_overlap")
		prices = shop.client.get(f"/v1/items/{item['id']}/prices").get_json()["items"]
		assert len(prices) == 3

	@pytest.mark.parametrize(
		("amount", "start", "end"), [("-0.01", 0, None), ("5", 0, 0), ("5", 3, 2), ("5", -1, None)]
	)
	def test_what_makes_no_sense_is_refused(
		self, shop: Shop, amount: str, start: int, end: int | None
	) -> None:
		item = shop.add()
		assert shop.price(item, amount, start, end).status_code == 422


@pytest.mark.covers("C7")
class TestStock:
	def test_the_ledger_adds_up(self, shop: Shop) -> None:
		item = shop.add(kind="Equipo")
		for quantity, reason in ((10, "receipt"), (-3, "sale"), (1, "return"), (-2, "loss")):
			assert shop.move(item, quantity, reason).status_code == 201
		moves = shop.client.get(f"/v1/items/{item['id']}/stock").get_json()["items"]
		assert [one["balance"] for one in moves] == [6, 8, 7, 10]
		assert shop.show(item)["stock"] == sum(one["quantity"] for one in moves) == 6
		assert shop.find(in_stock="true") == [item["reference"]]

	def test_without_stock_means_products_alone(self, shop: Shop) -> None:
		shop.add()
		empty, full = shop.add(kind="Equipo"), shop.add(kind="Equipo")
		shop.move(full, 1)
		assert shop.find(in_stock="false") == [empty["reference"]]
		assert shop.client.get("/v1/items/facets?in_stock=false").get_json()["total"] == 1

	def test_a_movement_without_a_key_is_refused(self, shop: Shop) -> None:
		item = shop.add(kind="Equipo")
		path, body = f"/v1/items/{item['id']}/stock", {"quantity": 3, "reason": "receipt"}
		assert shop.client.post(path, body).status_code == 428
		for _twice in range(2):
			answer = shop.client.post(path, body, headers={"Idempotency-Key": "one"})
			assert answer.status_code == 201
		assert shop.show(item)["stock"] == 3

	@pytest.mark.parametrize(
		"statement",
		["UPDATE stock_move SET balance = 9", "DELETE FROM stock_move", "TRUNCATE stock_move"],
	)
	def test_nobody_rewrites_the_ledger(
		self, shop: Shop, database: Database, statement: str
	) -> None:
		shop.move(shop.add(kind="Equipo"), 5)
		refused = pytest.raises(ProgrammingError, match="stock_move is append-only")
		with refused, database.open_session() as session:
			session.execute(text(statement))

	def test_there_is_never_less_than_nothing(self, shop: Shop) -> None:
		item = shop.add(kind="Equipo")
		shop.move(item, 5)
		with ThreadPoolExecutor(4) as pool:
			answers = list(pool.map(lambda _n: shop.move(item, -2).status_code, range(4)))
		assert sorted(answers) == [201, 201, 409, 409]
		assert shop.show(item)["stock"] == 1

	@pytest.mark.parametrize(
		("quantity", "reason"), [(0, "adjustment"), (-1, "receipt"), (1, "sale")]
	)
	def test_signs_follow_reasons(self, shop: Shop, quantity: int, reason: str) -> None:
		assert shop.move(shop.add(kind="Equipo"), quantity, reason).status_code == 422

	def test_a_draft_with_movements_stays(self, shop: Shop) -> None:
		item = shop.add(kind="Equipo")
		shop.move(item, 5)
		path = f"/v1/items/{item['id']}"
		assert read_code(shop.client.delete_path(path)) == (409, "has_moves")

	def test_a_service_has_none(self, shop: Shop) -> None:
		item = shop.add()
		assert item["stock"] is None
		assert read_code(shop.move(item, 5)) == (422, "no_stock")


@pytest.mark.covers("C13")
class TestOffers:
	def test_an_advisor_sees_what_is_on_sale_with_its_sheet(self, shop: Shop) -> None:
		objection = {"objection": "Es caro", "answer": "Incluye la instalación."}
		sheet = {
			"pitch": "Sin cortes.",
			"conditions": "12 meses",
			"objections": [objection],
		}
		item = shop.sell(sheet=sheet)
		shop.add(name="Borrador")
		gone = shop.sell(name="Viejo")
		shop.set_state(gone, "retired")
		offers = shop.client.get("/v1/offers?q=fibra", role="advisor").get_json()["items"]
		assert [one["id"] for one in offers] == [item["id"]]
		assert offers[0]["sheet"] == sheet
		assert offers[0]["declared"][0]["unit"] == "Mbps"
		hidden = shop.client.get(f"/v1/offers/{gone['id']}", role="advisor")
		assert read_code(hidden) == (404, "not_on_sale")
		assert shop.client.get("/v1/items", role="advisor").status_code == 403

	def test_a_price_of_tomorrow_is_no_offer_of_today(self, shop: Shop) -> None:
		item = shop.add()
		shop.price(item, "20.00", 1)
		assert read_code(shop.set_state(item, "on_sale")) == (422, "no_price")


@pytest.mark.covers("M21", "C10")
class TestReport:
	def ask(self, shop: Shop, **asked: str) -> dict[str, Any]:
		return shop.client.get(f"/v1/items/report?{urlencode(asked)}").get_json()

	def test_it_adds_up_with_the_lists(self, shop: Shop) -> None:
		shop.sell("9.99")
		shop.sell("30.00")
		router = shop.sell("50.00", kind="Equipo")
		shop.move(router, 4, "receipt")
		shop.add(kind="Equipo")
		report = self.ask(shop)
		fibre, goods = sorted(report["lines"], key=lambda one: one["name"], reverse=True)
		assert (fibre["name"], goods["name"]) == ("Internet por fibra", "Equipo")
		assert [goods[name] for name in ("items", "draft", "on_sale", "retired")] == [2, 1, 1, 0]
		assert (goods["stock"], goods["stock_value"]) == (4, "200.00")
		assert fibre["stock"] is None  # a service has none
		bands = {one["key"]: one["on_sale"] for one in self.ask(shop, by="band")["lines"]}
		assert bands == {"0-10": 1, "25-50": 1, "50-100": 1, "none": 0}
		total = shop.client.get("/v1/items/facets").get_json()["total"]
		assert report["total"]["items"] == total == 4

	def test_each_figure_is_that_of_the_list_behind_it(self, shop: Shop) -> None:
		shop.sell("9.99")
		shop.set_state(shop.sell("30.00", kind="Equipo"), "retired")
		shop.add(kind="Equipo")
		for by in ItemsBy:
			report = self.ask(shop, by=by)
			assert sum(one["items"] for one in report["lines"]) == report["total"]["items"] == 3
			for line in report["lines"]:
				for figure, more in REPORT.listed.items():
					asked = {by.value: line["key"], **more}
					if line["key"] and asked[by.value] == line["key"]:
						page = shop.client.get(f"/v1/items?{urlencode(asked)}").get_json()
						assert line[figure] == len(page["items"]), (by, line, figure)

	def test_it_is_narrowed_as_the_list_and_keeps_drafts_to_writers(self, shop: Shop) -> None:
		shop.sell("9.99")
		shop.add(kind="Equipo")
		narrowed = self.ask(shop, band="0-10")
		assert [one["items"] for one in narrowed["lines"]] == [1]
		seen = shop.client.get("/v1/items/report", role="marketing_head").get_json()
		assert (seen["total"]["items"], seen["total"]["draft"]) == (1, 0)

	def test_an_empty_catalogue_counts_nothing(self, shop: Shop) -> None:
		report = self.ask(shop, by="brand")
		assert (report["lines"], report["total"]["items"]) == ([], 0)
