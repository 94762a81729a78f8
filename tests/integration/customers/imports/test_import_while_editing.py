"""An import and a form that meet at one customer: what each of them changes stays changed."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from chasqui.contracts.customers.imports import ImportMode
from chasqui.contracts.customers.people import CustomerPatch
from chasqui.kernel.data.database import Database
from customers.audit.domain import Actor
from customers.imports.repositories.loader import ImportLoader
from tests.integration.customers.doors import FIELDS, Api
from tests.integration.customers.import_world import ImportWorld
from tests.support.sessions import is_anybody_blocked
from tests.support.suite import wait_until

FILE = f"id_type,id_number,name,gender\ncedula,{FIELDS['id_number']},María Peña,M\n".encode()
SECONDS = 20.0


@pytest.mark.covers("M23")
class TestMeetings:
	def test_a_form_waits_for_the_batch_and_both_changes_stay(
		self,
		client: Api,
		world: ImportWorld,
		database: Database,
		monkeypatch: pytest.MonkeyPatch,
	) -> None:
		customer = client.register()
		answers: list[int] = []

		def edit() -> None:
			patch = {"canton": "0901", "consent_phone": False}
			answers.append(client.patch(customer["id"], patch).status_code)

		with meet_before_commit(monkeypatch, edit, lambda: is_anybody_blocked(database)):
			world.work(world.upload(FILE, start=True, mode=ImportMode.UPDATE))
		assert answers == [200]
		check_both(client, customer["id"])

	def test_the_batch_waits_for_a_form_and_both_changes_stay(
		self, client: Api, world: ImportWorld, database: Database
	) -> None:
		customer = client.register()
		number = world.upload(FILE, start=True, mode=ImportMode.UPDATE)
		worker = threading.Thread(target=world.work, args=(number,))
		with database.open_session() as session:
			service = world.wiring.make_customer_service(session)
			version = customer["version"]
			patch = CustomerPatch(version=version, canton="0901", consent_phone=False)
			service.change(customer["id"], patch, Actor("staff:1", "Administración"))
			worker.start()
			wait_until(lambda: is_anybody_blocked(database), SECONDS)
		worker.join(SECONDS)
		check_both(client, customer["id"])


@contextmanager
def meet_before_commit(
	monkeypatch: pytest.MonkeyPatch, act: Callable[[], None], is_waiting: Callable[[], bool]
) -> Iterator[None]:
	"""Within it, somebody acts while a loaded batch is not durable yet, and waits for it."""
	count, actor = ImportLoader.count, threading.Thread(target=act)

	def count_later(loader: ImportLoader, counts: dict[str, int]) -> None:
		if not actor.ident:
			actor.start()
			wait_until(is_waiting, SECONDS)
		count(loader, counts)

	with monkeypatch.context() as patched:
		patched.setattr(ImportLoader, "count", count_later)
		yield
	actor.join(SECONDS)


def check_both(client: Api, customer_id: int) -> None:
	"""Fail unless the file's gender and name, and the form's place and objection, hold."""
	now = client.get(f"/v1/customers/{customer_id}").get_json()
	assert (now["name"], now["gender"]) == ("María Peña", "M")
	assert (now["canton"], now["consent_phone"], now["consent_email"]) == ("0901", False, True)
	criteria = {"genders": ["M"], "provinces": ["EC-G"]}
	counted = client.post("/v1/segments/count", criteria, role="marketing_head").get_json()
	reachable = counted["reachable_email"], counted["reachable_phone"]
	assert (counted["total"], *reachable) == (1, 1, 0)
	changes = client.get(f"/v1/customers/{customer_id}/consent-changes").get_json()["items"]
	assert [one["channel"] for one in changes if not one["granted"]] == ["phone"]
