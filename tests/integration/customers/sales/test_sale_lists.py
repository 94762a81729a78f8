"""Lists of sales: narrowed, searched, counted, taken out as a file."""

import csv

import pytest

from chasqui.kernel.clock import freeze_clock, read_now
from customers.people.domain.calendar import add_years
from tests.integration.customers.doors import Api
from tests.integration.customers.sales.till import MANAGER, WAY, Till

pytestmark = pytest.mark.covers("C3", "C14")


class TestLists:
	def test_a_list_is_narrowed_by_what_a_sale_is(self, till: Till) -> None:
		draft, paid = till.write(till.line(till.service)), till.pay()
		kind = till.types["Equipo"]["id"]
		for query, found in {
			"state=draft": [draft], "state=paid&state=draft": [paid, draft],
			f"item_id={till.router['id']}": [paid], f"type_id={kind}": [paid],
			f"item_id={till.service['id']}&type_id={kind}": [], "total_from=50": [paid],
			"total_to=50": [draft], f"ordered_from={till.tell(1)}": [],
			f"invoiced_to={till.tell(0)}": [paid], "channel=web": [],
			f"customer_id={till.customer['id']}": [paid, draft], "customer_id=999": [],
			"seller=staff:1": [paid, draft], "seller=staff:2": [], "province=EC-P": [paid, draft],
			"q=pena": [paid, draft], "q=000000001": [paid, draft], "q=1": [paid, draft],
			f"q={paid['number']}": [paid], "q=001-001-000000009": [],
			"q=nadie": [], "sort=total": [draft, paid], "sort=-invoiced": [paid, draft],
		}.items():  # fmt: skip
			assert till.list_ids(query) == [one["id"] for one in found], query

	def test_pages_hold_every_sale_once(self, till: Till) -> None:
		sales = [till.write(till.line(till.service)) for _ in range(5)]
		seen, cursor = [], ""
		while True:
			page = till.client.get(f"{WAY}?limit=2{cursor}", role=MANAGER).get_json()
			seen += [one["id"] for one in page["items"]]
			if not page["next_cursor"]:
				break
			cursor = f"&cursor={page['next_cursor']}"
		assert seen == [one["id"] for one in reversed(sales)]

	def test_facets_leave_out_their_own_filter(self, till: Till) -> None:
		till.write(till.line(till.service)), till.pay(), till.pay()
		facets = till.client.get(f"{WAY}/facets?state=paid", role=MANAGER).get_json()
		assert facets["total"] == 2
		assert {one["value"]: one["sales"] for one in facets["state"]} == {"draft": 1, "paid": 2}
		assert facets["seller"] == [{"value": "staff:1", "text": "Persona de prueba", "sales": 2}]

	@pytest.mark.parametrize(
		"query", ["state=nada", "ordered_from=ayer", "total_from=x", "sort=note", "limit=0"]
	)
	def test_what_is_not_understood_is_refused(self, till: Till, query: str) -> None:
		assert till.client.get(f"{WAY}?{query}", role=MANAGER).status_code == 422


class TestExport:
	@pytest.mark.covers("M15")
	def test_a_file_has_a_row_for_each_line(self, till: Till, client: Api) -> None:
		sale = till.pay(till.line(till.router, "2"), till.line(till.service, "1.5"))
		till.write(till.line(till.service))
		answer = client.get(f"{WAY}/export?state=paid", role=MANAGER)
		text = answer.get_data().decode("utf-8-sig").splitlines()
		rows = list(csv.DictReader(text[1:], delimiter=";"))  # the first says what it is
		assert [
			(one["Número"], one["Estado"], one["Cantidad"], one["Total"], one["Cliente"])
			for one in rows
		] == [
			(sale["number"], "pagada", "2,00", "184,00", "María José Peña Ñacato"),
			(sale["number"], "pagada", "1,50", "43,13", "María José Peña Ñacato"),
		]
		assert client.get(f"{WAY}/export", role="advisor").status_code == 403
		assert client.get(f"{WAY}/export?format=xlsx", role=MANAGER).status_code == 200


@pytest.mark.covers("M13", "C11", "C12", "M22")
class TestReport:
	def report(self, till: Till, by: str, query: str = "") -> dict[str, tuple[int, int, int, str]]:
		answer = till.client.get(f"{WAY}/report?by={by}{query}", role="marketing_head").get_json()
		self.total = answer["total"]
		return {
			one["name"] or one["key"]: (one["customers"], one["sales"], one["units"], one["net"])
			for one in answer["lines"]
		}

	def test_what_was_sold_is_counted_less_what_came_back(self, till: Till) -> None:
		sale = till.pay(till.line(till.router, "3"), till.line(till.service))
		body = {"lines": [{"place": 1, "quantity": "1"}], "reason": "faulty"}
		till.do(sale, "returns", **body)
		till.customer = till.client.register(id_number="1710034073", name="Segundo Sintético")
		till.invoice(till.line(till.service, "2"))
		till.do(till.invoice(till.line(till.service)), "void", reason="Otra persona")
		till.write(till.line(till.router))
		assert self.report(till, "item_id") == {
			"Router AX": (1, 1, 2, "160.00"),
			"Fibra Hogar 300": (2, 2, 3, "75.00"),
		}
		assert self.report(till, "type_id") == {
			"Equipo": (1, 1, 2, "160.00"),
			"Internet por fibra": (2, 2, 3, "75.00"),
		}
		assert self.report(till, "customer_id") == {
			"María José Peña Ñacato": (1, 1, 3, "185.00"),
			"Segundo Sintético": (1, 1, 2, "50.00"),
		}
		figures = ("customers", "sales", "units", "net")
		assert [self.total[one] for one in figures] == [2, 2, 5, "235.00"]
		for by, key in {
			"province": "EC-P", "canton": "1701", "channel": "counter",
			"seller": "Persona de prueba", "campaign_id": "", "month": f"{till.today:%Y-%m}",
		}.items():  # fmt: skip
			assert self.report(till, by) == {key: (2, 2, 5, "235.00")}, by
			assert (self.total["net"], self.total["sales"]) == ("235.00", 2)

	def test_of_an_item_only_its_own_lines_count(self, till: Till) -> None:
		till.pay(till.line(till.router), till.line(till.service))
		found = self.report(till, "customer_id", f"&item_id={till.service['id']}")
		assert list(found.values()) == [(1, 1, 1, "25.00")]
		till.write(till.line(till.service, "4"))
		drafts = self.report(till, "item_id", "&state=draft")
		assert drafts == {"Fibra Hogar 300": (1, 1, 4, "100.00")}
		of_no_month = self.report(till, "month", "&state=draft")
		assert of_no_month == {"": (1, 1, 4, "100.00")}

	def test_a_month_stands_beside_the_same_one_a_year_before(self, till: Till) -> None:
		till.pay(till.line(till.service))
		month = f"{till.today:%Y-%m}"
		year = add_years(till.today, 1) - till.today
		with freeze_clock(read_now() + year):
			till.today += year
			till.pay(till.line(till.service, "2"))
			later = f"{till.today:%Y-%m}"
			way = f"{WAY}/report?by=month&month={later}"
			[line] = till.client.get(way, role="marketing_head").get_json()["lines"]
		assert later == f"{int(month[:4]) + 1}{month[4:]}"
		assert (line["key"], line["net"], line["a_year_before"]) == (later, "50.00", "25.00")
