"""Lists of quotes: narrowed, searched, counted, taken out as a file."""

import csv
from datetime import timedelta

import pytest

from chasqui.kernel.clock import freeze_clock, read_now
from tests.integration.customers.doors import Api
from tests.integration.customers.quotes.offers import WAY, QuoteTill
from tests.integration.customers.sales.till import MANAGER

pytestmark = pytest.mark.covers("C8")


class TestLists:
	def test_a_list_is_narrowed_by_what_a_quote_is(self, till: QuoteTill) -> None:
		draft, issued = till.quote(till.line(till.service)), till.issue(valid_until=till.tell(2))
		kind = till.types["Equipo"]["id"]
		for query, found in {
			"state=draft": [draft], "state=issued&state=draft": [issued, draft],
			f"item_id={till.router['id']}": [issued], f"type_id={kind}": [issued],
			f"item_id={till.service['id']}&type_id={kind}": [], "total_from=50": [issued],
			"total_to=50": [draft], f"issued_from={till.tell(1)}": [],
			f"issued_to={till.tell(0)}": [issued], "channel=web": [],
			f"until_to={till.tell(2)}": [issued], f"until_from={till.tell(3)}": [draft],
			f"month={till.today:%Y-%m}": [issued], "outcome=open": [issued],
			f"customer_id={till.customer['id']}": [issued, draft], "customer_id=999": [],
			"seller=staff:1": [issued, draft], "seller=staff:2": [],
			"province=EC-P": [issued, draft],
			"q=pena": [issued, draft], "q=cot-000001": [issued],
			f"q={draft['id']}": [draft, issued],
			"q=COT-000009": [], "q=nadie": [], "sort=total": [draft, issued],
			"sort=-issued": [issued, draft], "sort=until": [issued, draft],
		}.items():  # fmt: skip
			assert sorted(till.list_quotes(query)) == sorted(one["id"] for one in found), query
			if "sort" in query:
				assert till.list_quotes(query) == [one["id"] for one in found], query

	def test_pages_hold_every_quote_once(self, till: QuoteTill) -> None:
		quotes = [till.quote(till.line(till.service)) for _ in range(5)]
		seen, cursor = [], ""
		while True:
			page = till.client.get(f"{WAY}?limit=2{cursor}", role=MANAGER).get_json()
			seen += [one["id"] for one in page["items"]]
			if not page["next_cursor"]:
				break
			cursor = f"&cursor={page['next_cursor']}"
		assert seen == [one["id"] for one in reversed(quotes)]

	def test_what_came_of_it_counts_ninety_days(self, till: QuoteTill) -> None:
		"""A sale on the 90th day converts it; on the 91st it does not."""
		converted, late, void, gone = (till.issue(valid_until=till.tell(95)) for _ in range(4))
		lost = till.do_quote(till.issue(), "rejection", reason="Le pareció caro")
		with freeze_clock(read_now() + timedelta(days=90)):
			assert sorted(till.list_quotes("outcome=open")) == [
				one["id"] for one in (converted, late, void, gone)
			]
			till.do_quote(converted, "acceptance")
			sale = till.do_quote(void, "acceptance")["sale"]["id"]
			till.do(till.do(till.see(sale), "invoice"), "void", reason="Se equivocó")
			assert till.list_quotes("outcome=converted") == [converted["id"]]
		with freeze_clock(read_now() + timedelta(days=91)):
			till.do_quote(late, "acceptance")
			assert till.list_quotes("outcome=converted") == [converted["id"]]
			assert till.list_quotes("outcome=open") == []
			assert sorted(till.list_quotes("outcome=lost")) == sorted(
				one["id"] for one in (late, void, gone, lost)
			)

	@pytest.mark.parametrize(
		"query", ["state=nada", "issued_from=ayer", "total_from=x", "sort=note", "outcome=x"]
	)
	def test_what_is_not_understood_is_refused(self, till: QuoteTill, query: str) -> None:
		assert till.client.get(f"{WAY}?{query}", role=MANAGER).status_code == 422


class TestExport:
	@pytest.mark.covers("M15")
	def test_a_file_has_a_row_for_each_line(self, till: QuoteTill, client: Api) -> None:
		quote = till.accept(till.line(till.router, "2"), till.line(till.service, "1.5"))
		till.quote(till.line(till.service))
		answer = client.get(f"{WAY}/export?state=accepted", role=MANAGER)
		lines = answer.get_data().decode("utf-8-sig").splitlines()
		rows = list(csv.DictReader(lines[1:], delimiter=";"))  # the first says what it is
		names = ("Número", "Estado", "Cantidad", "Total", "Cliente", "Venta")
		whole = (quote["number"], "aceptada")
		customer = ("María José Peña Ñacato", str(quote["sale"]["id"]))
		assert [tuple(one[name] for name in names) for one in rows] == [
			(*whole, "2,00", "184,00", *customer), (*whole, "1,50", "43,13", *customer),
		]  # fmt: skip
		assert client.get(f"{WAY}/export", role="advisor").status_code == 403
		assert client.get(f"{WAY}/export?format=xlsx", role=MANAGER).status_code == 200


@pytest.mark.covers("R52")
class TestReport:
	FIGURES = ("quotes", "open", "converted", "lost", "net", "converted_net", "lost_net")

	def report(self, till: QuoteTill, query: str = "") -> dict[str, tuple[object, ...]]:
		way = f"{WAY}/report?{query}"
		answer = till.client.get(way, role="marketing_head").get_json()
		lines = {
			one["name"] or one["key"]: tuple(one[name] for name in self.FIGURES)
			for one in answer["lines"]
		}
		return {**lines, "all": tuple(answer["total"][name] for name in self.FIGURES)}

	def test_each_campaign_has_its_own(self, till: QuoteTill) -> None:
		till.issue(till.line(till.service))
		till.issue(till.line(till.service), origin={"campaign_id": 7, "campaign_name": "Fibra"})
		one = (1, 1, 0, 0, "25.00", "0.00", "0.00")
		both = (2, 2, 0, 0, "50.00", "0.00", "0.00")
		assert self.report(till, "by=campaign_id") == {"Fibra": one, "": one, "all": both}
		assert len(till.list_quotes("campaign_id=7")) == 1

	def test_issued_ones_are_counted_by_what_came_of_them(self, till: QuoteTill) -> None:
		assert self.report(till) == {"all": (0, 0, 0, 0, "0.00", "0.00", "0.00")}
		till.quote()
		till.accept(till.line(till.router, "2"), channel="phone")
		till.do_quote(till.issue(channel="phone"), "rejection", reason="Le pareció caro")
		till.issue(till.line(till.service))
		all_of_it = (3, 1, 1, 1, "265.00", "160.00", "80.00")
		month = f"{till.today:%Y-%m}"
		assert self.report(till) == {month: all_of_it, "all": all_of_it}
		assert self.report(till, "by=seller") == {"Persona de prueba": all_of_it, "all": all_of_it}
		assert self.report(till, "by=channel") == {
			"phone": (2, 0, 1, 1, "240.00", "160.00", "80.00"),
			"counter": (1, 1, 0, 0, "25.00", "0.00", "0.00"),
			"all": all_of_it,
		}
		for outcome, count in (("open", 1), ("converted", 1), ("lost", 1)):
			assert len(till.list_quotes(f"outcome={outcome}")) == count
		only = self.report(till, f"item_id={till.service['id']}")
		assert only["all"] == (1, 1, 0, 0, "25.00", "0.00", "0.00")
		assert self.report(till, "state=draft")["all"][0] == 0
		assert till.client.get(f"{WAY}/report", role="advisor").status_code == 403

	def test_a_quote_is_of_the_month_of_its_issue(self, till: QuoteTill) -> None:
		"""One that is open is not lost before its day, nor when ninety days went by open."""
		lasting = till.issue(till.line(till.service), valid_until=till.tell(200))
		till.issue(till.line(till.service), valid_until=till.tell(10))
		month = f"{till.today:%Y-%m}"
		with freeze_clock(read_now() + timedelta(days=10)):
			assert self.report(till)[month][:4] == (2, 2, 0, 0)
		with freeze_clock(read_now() + timedelta(days=11)):
			assert self.report(till)[month][:4] == (2, 1, 0, 1)
		with freeze_clock(read_now() + timedelta(days=91)):
			till.do_quote(lasting, "acceptance")
			assert self.report(till)[month][:4] == (2, 0, 0, 2)
