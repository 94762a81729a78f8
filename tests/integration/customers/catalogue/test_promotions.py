"""Promotions over HTTP: written, published, shown with prices, changed with a history, ended."""

import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from chasqui.contracts.access import ROLE_PERMISSIONS, Permission, Role
from chasqui.kernel.clock import freeze_clock, read_now, read_today
from chasqui.kernel.data.database import Database
from customers.config import CustomersConfig
from customers.imports.domain.item_rows import ItemRowParser, list_titles
from tests.integration.customers.catalogue.test_catalogue import Shop, read_code
from tests.integration.customers.doors import Api

pytestmark = pytest.mark.covers("C9")
WAY = "/v1/promotions"


class Fair(Shop):
	"""A shop with promotions."""

	def write(self, *items: Any, **changes: Any) -> Any:
		fields = {
			"name": "Verano", "kind": "percent", "value": "10", "valid_from": self.tell(0),
			"item_ids": [one["id"] for one in items],
		}  # fmt: skip
		return self.client.post(WAY, {**fields, **changes})

	def publish(self, *items: Any, **changes: Any) -> Any:
		made = self.write(*items, **changes)
		assert made.status_code == 201, made.get_data(as_text=True)
		answer = self.move_on(made.get_json(), "published")
		assert answer.status_code == 200, answer.get_data(as_text=True)
		return answer.get_json()

	def move_on(self, promotion: Any, state: str) -> Any:
		body = {"version": promotion["version"], "state": state}
		return self.client.post(f"{WAY}/{promotion['id']}/state", body)

	def change(self, promotion: Any, **changes: Any) -> Any:
		body = {"version": promotion["version"], **changes}
		return self.client.patch_path(f"{WAY}/{promotion['id']}", body)

	def list_names(self, query: str = "", role: str = "administrator") -> list[str]:
		page = self.client.get(f"{WAY}?{query}", role=role).get_json()
		return [one["name"] for one in page["items"]]


@pytest.fixture
def shop(client: Api, config: CustomersConfig) -> Fair:
	return Fair(client, read_today(config.zone))


class TestPromotedPrices:
	def test_todays_price_stands_beside_the_normal_one_everywhere(self, shop: Fair) -> None:
		item = shop.sell("34.90")
		shop.publish(item, value="15", valid_until=shop.tell(3))
		offer = shop.client.get(f"/v1/offers/{item['id']}", role="advisor").get_json()
		listed = shop.client.get("/v1/items").get_json()["items"][0]
		for told in (shop.show(item), offer, listed):
			assert (told["price"], told["promoted_price"]) == ("34.90", "29.67")
			[held] = told["promotions"]
			assert (held["name"], held["valid_until"]) == ("Verano", shop.tell(3))
		file = shop.client.get("/v1/items/export").get_data(as_text=True)
		assert "29,67" in file
		assert "Verano (hasta el " in file

	def test_the_best_for_the_customer_wins_and_all_are_shown(self, shop: Fair) -> None:
		item, kind = shop.sell("30.00"), shop.types["Internet por fibra"]["id"]
		shop.publish(item, name="Diez", value="10")
		shop.publish(name="Tipo", kind="amount", value="5", type_ids=[kind])
		shop.publish(item, name="Empresas", value="50", for_kind="company")
		shop.publish(item, name="Meses", kind="text", value=None, text="Dos meses gratis")
		told = shop.show(item)
		assert told["promoted_price"] == "25.00"
		assert [(one["name"], one["price"]) for one in told["promotions"]] == [
			("Empresas", "15.00"), ("Tipo", "25.00"), ("Diez", "27.00"), ("Meses", None),
		]  # fmt: skip

	def test_it_holds_on_its_days_alone(self, shop: Fair) -> None:
		item = shop.sell("30.00")
		shop.publish(item, valid_from=shop.tell(2), valid_until=shop.tell(3))
		for later, price in ((0, None), (1, None), (2, "27.00"), (3, "27.00"), (4, None)):
			with freeze_clock(read_now() + timedelta(days=later)):
				assert shop.show(item)["promoted_price"] == price, later

	def test_drafts_ended_ones_and_retired_items_promote_nothing(self, shop: Fair) -> None:
		item = shop.sell("30.00")
		shop.write(item)
		ended = shop.publish(item)
		assert shop.show(item)["promoted_price"] == "27.00"
		shop.move_on(ended, "ended")
		assert shop.show(item)["promoted_price"] is None
		shop.publish(item)
		shop.set_state(item, "retired")
		assert shop.show(item)["promotions"] == []

	def test_what_a_file_only_tells_is_not_taken_back(self) -> None:
		told = [str(title) for title in list_titles("")]
		assert "Precio con promoción" in told
		rows = ItemRowParser(["Nombre", *told], is_mixed=False)
		assert rows.read(["Plan", *("x" for _ in told)]).details == ()


class TestLife:
	def test_what_it_was_stays_in_its_history(self, shop: Fair) -> None:
		item = shop.sell("30.00")
		made = shop.publish(item)
		changed = shop.change(made, value="20", valid_until=shop.tell(9)).get_json()
		assert (changed["revision"], shop.show(item)["promoted_price"]) == (2, "24.00")
		assert read_code(shop.change(made, value="30")) == (409, "stale")
		same = shop.change(changed, value="20").get_json()
		assert same["revision"] == 2
		told = shop.client.get(f"{WAY}/{made['id']}/history").get_json()["items"]
		assert [(one["number"], one["value"]) for one in told] == [(2, "20.00"), (1, "10.00")]
		opened = shop.change(changed, valid_until=None).get_json()
		assert opened["valid_until"] is None

	@pytest.mark.parametrize(
		"statement",
		[
			"UPDATE promotion_terms SET value = 1", "DELETE FROM promotion_terms",
			"TRUNCATE promotion_terms CASCADE",
		],
	)  # fmt: skip
	def test_nobody_rewrites_it(self, shop: Fair, database: Database, statement: str) -> None:
		shop.publish(shop.sell())
		refused = pytest.raises(ProgrammingError, match="promotion_terms is append-only")
		with refused, database.open_session() as session:
			session.execute(text(statement))

	def test_a_draft_goes_and_the_rest_ends(self, shop: Fair) -> None:
		item = shop.sell()
		draft, made = shop.write(item).get_json(), shop.publish(item)
		assert shop.client.delete_path(f"{WAY}/{draft['id']}").status_code == 204
		assert shop.client.get(f"{WAY}/{draft['id']}").status_code == 404
		assert read_code(shop.client.delete_path(f"{WAY}/{made['id']}")) == (409, "not_a_draft")
		ended = shop.move_on(made, "ended").get_json()
		assert ended["phase"] == "ended"
		assert read_code(shop.move_on(ended, "published")) == (409, "bad_move")
		assert read_code(shop.change(ended, value="5")) == (409, "promotion_ended")

	def test_it_is_published_as_it_was_read(self, shop: Fair) -> None:
		made = shop.write(shop.sell()).get_json()
		shop.change(made, value="90")
		assert read_code(shop.move_on(made, "published")) == (409, "stale")

	def test_days_that_are_over_stay_as_they_were(self, shop: Fair) -> None:
		item = shop.sell()
		late = shop.write(item, valid_from=shop.tell(-1)).get_json()
		assert read_code(shop.move_on(late, "published")) == (422, "in_the_past")
		made = shop.publish(item)
		with freeze_clock(read_now() + timedelta(days=5)):
			for changes, code in (
				({"valid_from": shop.tell(6)}, "promotion_begun"),
				({"valid_until": shop.tell(4)}, "in_the_past"),
			):
				assert read_code(shop.change(made, **changes)) == (422, code)
			assert shop.change(made, valid_until=shop.tell(5)).status_code == 200

	def test_overlaps_are_allowed_and_shown(self, shop: Fair) -> None:
		item, other = shop.sell(), shop.sell(name="Otra fibra")
		kind = shop.types["Internet por fibra"]["id"]
		shop.publish(item, name="Una")
		shop.publish(name="Del tipo", type_ids=[kind], valid_from=shop.tell(5))
		shop.publish(other, name="De otra")
		shop.publish(item, name="Después", valid_from=shop.tell(30))
		made = shop.publish(item, name="Esta", valid_until=shop.tell(9))
		shown = shop.client.get(f"{WAY}/{made['id']}").get_json()
		assert shown["targets"] == ["Fibra Hogar 300"]
		assert shown["overlaps"] == ["Una", "Del tipo"]


class TestWrongInput:
	def test_each_is_told_at_its_field(self, shop: Fair) -> None:
		item, retired = shop.sell("30.00"), shop.sell()
		shop.set_state(retired, "retired")
		for items, changes, told in (
			([item, retired], {}, ("item_ids", "retired_item")),
			([], {"item_ids": [item["id"], 10**9]}, ("item_ids", "no_item")),
			([], {"type_ids": [10**9]}, ("type_ids", "no_item_type")),
			([item], {"kind": "amount", "value": "30.01"}, ("value", "over_price")),
			([item], {"kind": "price", "value": "30.01"}, ("value", "over_price")),
		):
			[error] = shop.write(*items, **changes).get_json()["errors"]
			assert (error["field"], error["code"]) == told
		for changes in (
			{"valid_until": shop.tell(-1)}, {"value": "101"}, {"item_ids": []}, {"kind": "gift"},
		):  # fmt: skip
			assert shop.write(item, **changes).status_code == 422
		made = shop.write(item).get_json()
		answer = shop.change(made, value="101")
		assert (answer.status_code, "porcentaje" in answer.get_json()["detail"]) == (422, True)


class TestLists:
	def test_they_are_searched_narrowed_sorted_and_turned(self, shop: Fair) -> None:
		item = shop.sell()
		shop.write(item, name="Borrador", valid_from=shop.tell(1))
		shop.publish(item, name="Vacación", kind="amount", value="1")
		shop.publish(item, name="Mañana", valid_from=shop.tell(1))
		ended = shop.publish(item, name="Antes")
		shop.move_on(ended, "ended")
		assert shop.list_names("sort=name") == ["Antes", "Borrador", "Mañana", "Vacación"]
		assert shop.list_names("q=vacacion") == ["Vacación"]
		assert shop.list_names("phase=coming&phase=ended") == ["Mañana", "Antes"]
		assert shop.list_names("kind=amount") == ["Vacación"]
		page = shop.client.get(f"{WAY}?limit=3").get_json()
		rest = shop.client.get(f"{WAY}?limit=3&cursor={page['next_cursor']}").get_json()
		assert len({one["id"] for one in page["items"] + rest["items"]}) == 4
		facets = shop.client.get(f"{WAY}/facets?phase=current").get_json()
		assert facets["total"] == 1
		counts = {one["value"]: one["promotions"] for one in facets["phase"]}
		assert counts == {"draft": 1, "coming": 1, "current": 1, "ended": 1}
		file = shop.client.get(f"{WAY}/export?phase=current").get_data(as_text=True)
		assert "Vacación;vigente;dólares de descuento;1,00" in file
		assert "Mañana" not in file
		sheet = shop.client.get(f"{WAY}/export?phase=current&format=xlsx").get_data()
		book = openpyxl.load_workbook(io.BytesIO(sheet))
		assert book.sheetnames == ["Promociones", "Filtro"]
		titles, row = book["Promociones"].iter_rows(values_only=True)
		assert dict(zip(titles, row, strict=True))["Valor"] == 1

	@pytest.mark.parametrize("role", Role)
	def test_all_staff_read_them_and_writers_alone_see_drafts(self, shop: Fair, role: Role) -> None:
		item = shop.sell()
		draft = shop.write(item, name="Borrador").get_json()
		shop.publish(item)
		writes = Permission.CATALOGUE_WRITE in ROLE_PERMISSIONS[role]
		assert len(shop.list_names(role=role)) == (2 if writes else 1)
		seen = shop.client.get(f"{WAY}/{draft['id']}", role=role)
		assert seen.status_code == (200 if writes else 404)
		facets = shop.client.get(f"{WAY}/facets", role=role).get_json()
		assert facets["total"] == (2 if writes else 1)
		asked = shop.client.post(WAY, {}, role=role)
		assert asked.status_code == (422 if writes else 403)
