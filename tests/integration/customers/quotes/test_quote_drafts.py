"""Drafts of quotes and their issue over HTTP: priced today, numbered without gaps, refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from chasqui.kernel.clock import freeze_clock, read_now
from chasqui.kernel.data.database import Database
from customers.app.wiring import Wiring
from customers.quotes.tasks import build_sweeps
from tests.integration.customers.catalogue.test_catalogue import read_code
from tests.integration.customers.doors import Api, assign_advisor
from tests.integration.customers.quotes.offers import WAY, QuoteTill
from tests.integration.customers.sales.till import MANAGER, make_key, read_faults
from tests.support.fake_campaigns import FakeCampaigns

pytestmark = pytest.mark.covers("C8", "R5")


class TestDrafts:
	def test_a_draft_has_prices_tax_totals_and_a_last_day(self, till: QuoteTill) -> None:
		quote = till.quote(
			till.line(till.service, "1.5"), till.line(till.router, "2", discount="10.00")
		)
		assert (quote["state"], quote["number"], quote["seller_name"], quote["sale"]) == (
			"draft", "", "Persona de prueba", None,
		)  # fmt: skip
		assert (quote["written_on"], quote["valid_until"]) == (till.tell(0), till.tell(15))
		assert [(one["unit_price"], one["discount"], one["net"]) for one in quote["lines"]] == [
			("25.00", "0.00", "37.50"), ("80.00", "10.00", "150.00"),
		]  # fmt: skip
		assert (quote["net"], quote["tax"], quote["total"]) == ("187.50", "28.13", "215.63")
		assert till.count_stock() == 5

	def test_a_draft_is_changed_and_deleted(self, till: QuoteTill) -> None:
		quote = till.quote()
		patch = {
			"version": quote["version"], "note": "Con instalación", "valid_until": till.tell(3),
			"lines": [till.line(till.service, "2")],
		}  # fmt: skip
		way = f"{WAY}/{quote['id']}"
		changed = till.client.patch_path(way, patch, role=MANAGER).get_json()
		assert (changed["note"], changed["valid_until"], changed["net"]) == (
			"Con instalación", till.tell(3), "50.00",
		)  # fmt: skip
		stale = till.client.patch_path(way, {**patch, "note": "Otra"}, role=MANAGER)
		assert read_code(stale) == (409, "stale")
		assert till.client.delete_path(way, role=MANAGER).status_code == 204
		assert till.client.get(way).status_code == 404

	def test_the_same_key_writes_one_draft(self, till: QuoteTill) -> None:
		body = {"customer_id": till.customer["id"], "lines": [till.line(till.service)]}
		key = make_key()
		ids = {
			till.client.post(WAY, body, role=MANAGER, headers=key).get_json()["id"]
			for _ in range(2)
		}
		assert len(ids) == 1
		assert till.client.post(WAY, body, role=MANAGER).status_code == 428


class TestRefusals:
	@pytest.mark.parametrize("quantity", ["0", "-1", "0.001", "1000001", "uno", "NaN"])
	def test_no_quantity_is_refused_at_its_line(self, till: QuoteTill, quantity: str) -> None:
		answer = till.ask_quote(till.line(till.service), till.line(till.service, quantity))
		assert answer.status_code == 422
		assert list(read_faults(answer)) == ["lines.1.quantity"]
		assert till.list_quotes() == []

	@pytest.mark.parametrize(
		("price", "code"), [("0", "other_price"), ("24.99", "other_price"), ("-1", None)]
	)
	def test_another_price_is_refused(self, till: QuoteTill, price: str, code: str | None) -> None:
		answer = till.ask_quote(till.line(till.service, unit_price=price))
		[(field, found)] = read_faults(answer).items()
		assert (answer.status_code, field) == (422, "lines.0.unit_price")
		assert code in (None, found)

	def test_a_day_that_is_past_is_refused(self, till: QuoteTill) -> None:
		late = till.ask_quote(till.line(till.service), valid_until=till.tell(-1))
		assert read_faults(late) == {"valid_until": "in_the_past"}
		quote = till.quote(valid_until=till.tell(0))
		assert till.do_quote(quote, "issue")["state"] == "issued"

	def test_nothing_archived_retired_or_unknown_is_quoted(self, till: QuoteTill) -> None:
		till.set_state(till.router, "retired")
		answer = till.ask_quote(till.line(till.router), till.line({"id": 999_999}))
		assert read_faults(answer) == {
			"lines.0.item_id": "not_on_sale", "lines.1.item_id": "no_item",
		}  # fmt: skip
		assert list(read_faults(till.ask_quote())) == ["lines"]
		till.client.delete(till.customer["id"])
		assert read_faults(till.ask_quote(till.line(till.service))) == {"customer_id": "archived"}


class TestIssue:
	def test_it_takes_the_next_number_and_changes_no_more(self, till: QuoteTill) -> None:
		first, second = till.issue(), till.issue(till.line(till.service))
		assert [one["number"] for one in (first, second)] == ["COT-000001", "COT-000002"]
		assert (first["state"], first["issued_on"]) == ("issued", till.tell(0))
		assert [one["state"] for one in first["steps"]] == ["draft", "issued"]
		way = f"{WAY}/{first['id']}"
		patch = {"version": first["version"], "note": "Otra cosa"}
		assert read_code(till.client.patch_path(way, patch, role=MANAGER)) == (409, "not_a_draft")
		assert read_code(till.client.delete_path(way, role=MANAGER)) == (409, "not_a_draft")
		assert read_code(till.act_quote(first, "issue")) == (409, "bad_move")

	def test_numbers_have_no_gap_though_many_issue_at_once(
		self, till: QuoteTill, database: Database
	) -> None:
		drafts = [till.quote(till.line(till.service)) for _ in range(6)]
		till.client.delete_path(f"{WAY}/{drafts[2]['id']}", role=MANAGER)
		with ThreadPoolExecutor(6) as pool:
			answers = list(pool.map(lambda one: till.act_quote(one, "issue"), drafts))
		assert sorted(one.status_code for one in answers) == [200] * 5 + [404]
		query = text("SELECT number FROM quote ORDER BY number")
		with database.open_session() as session:
			numbers = session.execute(query).scalars().all()
		assert numbers == [f"COT-{number:06d}" for number in range(1, 6)]

	def test_other_prices_than_those_that_were_seen_are_not_issued(self, till: QuoteTill) -> None:
		draft = till.quote(till.line(till.service))
		with freeze_clock(read_now() + timedelta(days=1)):
			till.today += timedelta(days=1)
			assert till.price(till.service, "30.00").status_code == 201
			assert read_code(till.act_quote(draft, "issue")) == (409, "prices_changed")
			way, body = f"{WAY}/{draft['id']}", {"version": draft["version"]}
			saved = till.client.patch_path(way, body, role=MANAGER).get_json()
			assert (saved["net"], saved["written_on"]) == ("30.00", till.tell(0))
			assert till.do_quote(saved, "issue")["net"] == "30.00"

	def test_a_draft_whose_day_went_by_is_not_issued(self, till: QuoteTill) -> None:
		draft = till.quote(till.line(till.service), valid_until=till.tell(1))
		with freeze_clock(read_now() + timedelta(days=2)):
			assert read_faults(till.act_quote(draft, "issue")) == {"valid_until": "in_the_past"}

	def test_an_item_that_was_retired_since_is_not_issued(self, till: QuoteTill) -> None:
		draft = till.quote(till.line(till.service), till.line(till.router))
		till.set_state(till.router, "retired")
		assert read_faults(till.act_quote(draft, "issue")) == {"lines.1.item_id": "not_on_sale"}

	def test_a_copy_is_a_draft_at_todays_prices(self, till: QuoteTill) -> None:
		origin = {"campaign_id": 3, "campaign_name": "Fibra de enero", "call_id": 8}
		issued = till.issue(
			till.line(till.service, "2", discount="1.00"), note="Con instalación", origin=origin
		)
		with freeze_clock(read_now() + timedelta(days=40)):
			till.today += timedelta(days=40)
			till.price(till.service, "30.00")
			copy = till.do_quote(issued, "copies")
			kept = [till.see_quote(issued["id"])[one] for one in ("state", "net", "number")]
		assert (copy["state"], copy["number"], copy["net"], copy["note"]) == (
			"draft", "", "59.00", "Con instalación",
		)  # fmt: skip
		assert (copy["origin"], copy["valid_until"]) == (origin, till.tell(15))
		assert kept == ["expired", "49.00", "COT-000001"]

	def test_nobody_adds_a_second_series_of_quotes(self, till: QuoteTill) -> None:
		body = {"kind": "CO", "establishment": "001", "point": "001"}
		assert read_faults(till.client.post("/v1/sale-series", body)) == {"kind": "one_series"}


class TestRejection:
	def test_it_has_a_reason(self, till: QuoteTill) -> None:
		issued = till.issue()
		for reason in ("", "no", "  "):
			answer = till.act_quote(issued, "rejection", reason=reason)
			assert (answer.status_code, list(read_faults(answer))) == (422, ["reason"])
		assert list(read_faults(till.act_quote(issued, "rejection"))) == ["reason"]
		rejected = till.do_quote(issued, "rejection", reason="Le pareció caro")
		assert (rejected["state"], rejected["reject_reason"]) == ("rejected", "Le pareció caro")
		again = till.act_quote(rejected, "rejection", reason="Otra vez")
		assert read_code(again) == (409, "bad_move")

	def test_a_draft_is_not_rejected(self, till: QuoteTill) -> None:
		answer = till.act_quote(till.quote(), "rejection", reason="Ya no lo quiere")
		assert read_code(answer) == (409, "bad_move")

	def test_many_are_rejected_at_once_and_the_others_are_named(self, till: QuoteTill) -> None:
		draft, issued = till.quote(), till.issue()
		accepted = till.accept(till.line(till.service))
		body = {"filters": {}, "expected": 3, "reason": "Cerró la empresa"}
		few = till.client.post(
			f"{WAY}/rejections", {**body, "expected": 2}, role=MANAGER, headers=make_key()
		)
		assert read_code(few) == (409, "list_changed")
		done = till.client.post(f"{WAY}/rejections", body, role=MANAGER, headers=make_key())
		found = done.get_json()
		assert found["changed"] == 1
		assert [one["id"] for one in found["refused"]] == [draft["id"], accepted["id"]]
		assert till.see_quote(issued["id"])["reject_reason"] == "Cerró la empresa"


class TestExpiry:
	def test_it_expires_by_its_day_and_the_worker_writes_it_down(
		self, till: QuoteTill, wiring: Wiring
	) -> None:
		issued, lasting = till.issue(valid_until=till.tell(2)), till.issue()
		with freeze_clock(read_now() + timedelta(days=3)):
			assert till.see_quote(issued["id"])["state"] == "expired"
			assert till.list_quotes("state=expired") == [issued["id"]]
			assert till.list_quotes("state=issued") == [lasting["id"]]
			[sweep] = build_sweeps(wiring)
			sweep(), sweep()
			steps = till.see_quote(issued["id"])["steps"]
			assert [(one["state"], one["by"]) for one in steps[2:]] == [
				("expired", "Vencimiento automático")
			]
			facets = till.client.get(f"{WAY}/facets", role=MANAGER).get_json()
			assert {one["value"]: one["quotes"] for one in facets["state"]} == {
				"expired": 1, "issued": 1,
			}  # fmt: skip

	def test_the_last_day_is_the_companys(self, till: QuoteTill) -> None:
		"""At 23:30 in Guayaquil it is tomorrow in UTC, and 22:30 in Galápagos."""
		issued = till.issue(valid_until=till.tell(0))
		night = datetime.combine(till.today, datetime.min.time(), ZoneInfo("America/Guayaquil"))
		with freeze_clock(night + timedelta(hours=23, minutes=30)):
			assert till.see_quote(issued["id"])["state"] == "issued"
		galapagos = datetime.combine(till.today, datetime.min.time(), ZoneInfo("Pacific/Galapagos"))
		with freeze_clock(galapagos + timedelta(hours=23, minutes=30)):
			assert read_code(till.act_quote(issued, "acceptance")) == (409, "expired")


@pytest.mark.covers("K33")
class TestAdvisors:
	def test_an_advisor_quotes_to_the_own_customers_and_sees_the_own_quotes(
		self, till: QuoteTill, database: Database, campaigns: FakeCampaigns
	) -> None:
		till.issue()
		advisor = {"role": "advisor", "subject": "staff:7"}
		line = till.line(till.service)
		assert till.ask_quote(line, **advisor).status_code == 404
		assert campaigns.to_call == set()
		assign_advisor(database, till.customer["id"], 7)
		mine = till.do_quote(till.quote(line, **advisor), "issue", **advisor)
		assert till.list_quotes(**advisor) == [mine["id"]]
		assert (
			till.client.get(f"{WAY}/{mine['id']}", role="advisor", subject="staff:8").status_code
			== 404
		)
		assert len(till.list_quotes()) == 2
		accepted = till.do_quote(mine, "acceptance", **advisor)
		assert till.list_ids(**advisor) == [accepted["sale"]["id"]]

	def test_who_only_reads_writes_nothing(self, till: QuoteTill) -> None:
		quote = till.issue()
		for step in ("acceptance", "issue", "copies"):
			assert till.act_quote(quote, step, role="marketing_head").status_code == 403
		assert till.list_quotes(role="marketing_head") == [quote["id"]]

	def test_what_is_done_with_a_quote_is_in_the_audit(
		self, till: QuoteTill, client: Api, database: Database
	) -> None:
		till.see_quote(till.issue()["id"])
		query = text(
			"SELECT action, details ->> 'step' FROM audit_entry"
			" WHERE customer_id = :id AND details ->> 'what' = 'quotes' ORDER BY id"
		)
		with database.open_session() as session:
			noted = session.execute(query, {"id": till.customer["id"]}).all()
		assert [tuple(one) for one in noted] == [
			("changed", "added"), ("changed", "issued"), ("seen", None),
		]  # fmt: skip
