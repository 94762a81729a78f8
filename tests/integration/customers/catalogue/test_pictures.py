"""Pictures of what the company sells, over HTTP: added, described, ordered, shown, gone."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import func, select

from chasqui.contracts.access import ROLE_PERMISSIONS, Permission, Role
from chasqui.contracts.customers.pictures import MOST_PICTURE_BYTES, MOST_PICTURES
from chasqui.kernel.clock import read_today
from chasqui.kernel.data.database import Database
from customers.catalogue.models.item_picture import PictureFileRow
from customers.config import CustomersConfig
from tests.integration.customers.catalogue.test_catalogue import Shop, read_code
from tests.integration.customers.doors import Api
from tests.support.pictures import FOREIGN, paint, paint_bomb, paint_moving, paint_photograph

pytestmark = pytest.mark.covers("C7", "C13")


class Gallery(Shop):
	"""A shop with pictures."""

	def show_picture(self, item: Any, data: bytes, alt: str = "Un equipo blanco") -> Any:
		return self.client.upload(f"/v1/items/{item['id']}/pictures?alt={quote(alt)}", data)

	def add_pictures(self, item: Any, count: int = 3) -> list[Any]:
		sizes = [(40 + number, 30) for number in range(count)]
		answers = [self.show_picture(item, paint(size=size), f"Foto {size}") for size in sizes]
		assert [one.status_code for one in answers] == [201] * count, answers[-1].text
		return [one.get_json() for one in answers]

	def list_pictures(self, item: Any) -> list[int]:
		return [one["id"] for one in self.show(item)["pictures"]]


@pytest.fixture
def shop(client: Api, config: CustomersConfig) -> Gallery:
	return Gallery(client, read_today(config.zone))


def count_files(database: Database) -> int:
	with database.open_session() as session:
		return session.scalar(select(func.count()).select_from(PictureFileRow)) or 0


class TestPictures:
	def test_the_first_stands_in_lists_sheets_and_the_page(self, shop: Gallery) -> None:
		item = shop.sell()
		made = shop.add_pictures(item)
		assert [one["width"] for one in made] == [40, 41, 42]
		listed = shop.client.get("/v1/items").get_json()["items"][0]
		offered = shop.client.get("/v1/offers", role="advisor").get_json()["items"][0]
		sheet = shop.client.get(f"/v1/offers/{item['id']}", role="advisor").get_json()
		assert made == listed["pictures"] == offered["pictures"] == sheet["pictures"]

	def test_it_is_served_as_what_it_is_and_kept_by_who_asked(self, shop: Gallery) -> None:
		item = shop.sell()
		made = shop.show_picture(item, paint_photograph()).get_json()
		path = f"/v1/items/{item['id']}/pictures/{made['id']}"
		answer = shop.client.get(path, role="advisor")
		assert (answer.status_code, answer.content_type) == (200, "image/jpeg")
		assert answer.headers["X-Content-Type-Options"] == "nosniff"
		assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
		assert Image.open(BytesIO(answer.data)).size == (made["width"], made["height"]) == (48, 64)
		small = shop.client.get(f"{path}?size=thumbnail", role="advisor")
		assert small.headers["ETag"] != answer.headers["ETag"]
		again = shop.client.get(
			path, role="advisor", headers={"If-None-Match": answer.headers["ETag"]}
		)
		assert (again.status_code, again.data) == (304, b"")

	def test_they_are_put_in_another_order(self, shop: Gallery) -> None:
		item = shop.add()
		first, second, third = (one["id"] for one in shop.add_pictures(item))
		path = f"/v1/items/{item['id']}/pictures/order"
		now = [third, first, second]
		order = {"before": [first, second, third], "ids": now}
		told = shop.client.post(path, order).get_json()["items"]
		assert [one["id"] for one in told] == shop.list_pictures(item) == now
		assert read_code(shop.client.post(path, order)) == (409, "stale")
		for ids in ([third, first], [*now, 999], [third, third, first]):
			answer = shop.client.post(path, {"before": now, "ids": ids})
			assert read_code(answer) == (409, "stale")

	def test_its_text_is_demanded_and_changed_by_one_at_a_time(self, shop: Gallery) -> None:
		item = shop.add()
		for alt in ("", "  ", "ab"):
			assert shop.show_picture(item, paint(), alt).status_code == 422
		made = shop.show_picture(item, paint()).get_json()
		path, patch = f"/v1/items/{item['id']}/pictures/{made['id']}", {"version": made["version"]}
		changed = shop.client.patch_path(path, {**patch, "alt": "Router de frente"})
		assert changed.get_json()["alt"] == "Router de frente"
		assert read_code(shop.client.patch_path(path, {**patch, "alt": "Otro"})) == (409, "stale")

	def test_it_is_deleted_with_its_bytes_unless_another_item_shows_them(
		self, shop: Gallery, database: Database
	) -> None:
		item, other = shop.add(), shop.add()
		made = shop.show_picture(item, paint()).get_json()
		twin = shop.show_picture(other, paint()).get_json()
		assert count_files(database) == 1
		path = f"/v1/items/{item['id']}/pictures/{made['id']}"
		assert shop.client.delete_path(path).status_code == 204
		assert shop.client.get(path).status_code == 404
		theirs = f"/v1/items/{other['id']}/pictures/{twin['id']}"
		assert shop.client.get(theirs).status_code == 200
		assert (
			shop.client.get(theirs.replace(str(other["id"]), str(item["id"]), 1)).status_code == 404
		)
		shop.client.delete_path(f"/v1/items/{other['id']}")
		assert count_files(database) == 0

	def test_the_same_bytes_twice_are_one(self, shop: Gallery, database: Database) -> None:
		item = shop.add()
		with ThreadPoolExecutor(4) as pool:
			made = list(pool.map(lambda _n: shop.show_picture(item, paint()), range(4)))
		assert {one.status_code for one in made} == {201}
		assert len({one.get_json()["id"] for one in made}) == count_files(database) == 1

	def test_bytes_that_come_while_they_go_are_there(
		self, shop: Gallery, database: Database
	) -> None:
		items = [shop.add() for _ in range(4)]

		def come_and_go(item: Any) -> list[int]:
			codes = []
			for _ in range(6):
				made = shop.show_picture(item, paint())
				codes.append(made.status_code)
				gone = f"/v1/items/{item['id']}/pictures/{made.get_json().get('id')}"
				codes.append(shop.client.delete_path(gone).status_code)
			return codes

		with ThreadPoolExecutor(4) as pool:
			codes = [code for told in pool.map(come_and_go, items) for code in told]
		assert set(codes) == {201, 204}
		assert count_files(database) == 0

	def test_there_is_an_end_to_them(self, shop: Gallery) -> None:
		item = shop.add()
		shop.add_pictures(item, MOST_PICTURES)
		one_more = shop.show_picture(item, paint(size=(99, 9)))
		assert read_code(one_more) == (409, "too_many_pictures")


class TestWhoSees:
	@pytest.mark.parametrize("role", Role)
	def test_a_picture_is_seen_by_who_may_see_its_item(self, shop: Gallery, role: Role) -> None:
		may = ROLE_PERMISSIONS[role]
		draft, sold, retired = shop.add(), shop.sell(), shop.sell()
		shop.set_state(retired, "retired")
		wanted = (
			(draft, Permission.CATALOGUE_WRITE), (sold, Permission.CATALOGUE_OFFER),
			(retired, Permission.CATALOGUE_READ),
		)  # fmt: skip
		for number, (item, needed) in enumerate(wanted):
			made = shop.show_picture(item, paint(size=(30 + number, 9))).get_json()
			path = f"/v1/items/{item['id']}/pictures/{made['id']}"
			allowed = {200} if needed in may else {403, 404}
			assert shop.client.get(path, role=role).status_code in allowed, (role, needed)


class TestRefusals:
	@pytest.mark.parametrize("name", FOREIGN)
	def test_other_files_are_refused_with_a_clear_text(self, shop: Gallery, name: str) -> None:
		answer = shop.show_picture(shop.add(), FOREIGN[name])
		assert read_code(answer) == (422, "not_a_picture")
		assert "JPEG, PNG o WebP" in answer.get_json()["errors"][0]["message"]

	def test_what_moves_is_short_or_too_large_is_refused(self, shop: Gallery) -> None:
		item = shop.add()
		for data, told in (
			(paint_moving("WEBP"), (422, "animated_picture")),
			(paint(size=(400, 400))[:-90], (422, "broken_picture")),
			(paint_bomb(20_000), (422, "too_many_pixels")),
			(b"\xff" * (MOST_PICTURE_BYTES + 1), (413, "picture_too_large")),
		):
			assert read_code(shop.show_picture(item, data)) == told
		assert shop.list_pictures(item) == []

	@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
	@given(place=st.integers(0, 300), piece=st.binary(min_size=1, max_size=9))
	def test_no_file_is_an_error_of_ours(self, shop: Gallery, place: int, piece: bytes) -> None:
		item, data = getattr(shop, "wild", None) or shop.add(), bytearray(paint("WEBP"))
		shop.wild = item  # type: ignore[attr-defined]
		data[place : place + len(piece)] = piece
		assert shop.show_picture(item, bytes(data)).status_code in {201, 409, 422}
