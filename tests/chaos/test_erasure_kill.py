"""A worker killed in the middle of an erasure: nothing is half wiped, the next one ends it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from chasqui.contracts.customers.rights import HOLDERS, CustomerRegistration, ErasureRequest
from customers.app.wiring import Wiring
from customers.audit.domain import Actor
from customers.config import CustomersConfig
from customers.rights.repositories.erasures import ErasureRepository
from tests.support.suite import wait_until

ADMIN = Actor("staff:1", "Administración")
PATIENCE = 60
WORKER = """
from customers.config import CustomersConfig
from customers.app.wiring import Wiring
Wiring(CustomersConfig()).erasure_runner.sweep()
"""
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE :of"


@pytest.mark.chaos
@pytest.mark.covers("R44")
def test_the_wiping_is_whole_or_not_at_all(wiring: Wiring) -> None:
	erasure_id, customer_id = begin(wiring)
	with wiring.database.open_session() as holder:
		# The worker wipes the customer's row first and then has to wait here.
		holder.execute(text("LOCK TABLE customer_contact IN EXCLUSIVE MODE"))
		with subprocess.Popen(**build_worker(wiring)) as worker:
			wait_until(lambda: is_waiting(wiring), PATIENCE)
			worker.send_signal(signal.SIGKILL)
	assert read(wiring, "SELECT name FROM customer WHERE id = :id", customer_id) == "Rosa Vera"
	assert read(wiring, "SELECT count(*) FROM erased_mark WHERE erasure_id = :id", erasure_id) == 0
	subprocess.run(**build_worker(wiring), check=True, timeout=PATIENCE)
	assert read(wiring, "SELECT name FROM customer WHERE id = :id", customer_id) != "Rosa Vera"
	contacts = "SELECT count(*) FROM customer_contact WHERE customer_id = :id"
	assert read(wiring, contacts, customer_id) == 0
	assert read(wiring, "SELECT count(*) FROM erased_mark WHERE erasure_id = :id", erasure_id) == 3
	receipts = "SELECT count(*) FROM erasure_receipt WHERE erasure_id = :id"
	assert read(wiring, receipts, erasure_id) == len(HOLDERS)


def begin(wiring: Wiring) -> tuple[int, int]:
	"""Begin the erasure of a customer of whom every other service has told its receipt."""
	fields = CustomerRegistration(
		id_type="cedula", id_number="1710034065", name="Rosa Vera", phone="0991112222"
	)
	with wiring.database.open_session() as session:
		customer_id = wiring.make_customer_service(session).register(fields, ADMIN).id
		session.execute(
			text(
				"INSERT INTO customer_contact (customer_id, channel, value, label)"
				" VALUES (:id, 'phone', '+593992223333', 'work')"
			),
			{"id": customer_id},
		)
		asked = ErasureRequest(reason="Lo pidió por escrito")
		erasure = wiring.make_eraser(session).begin(customer_id, asked, ADMIN)
		for holder in HOLDERS:
			ErasureRepository(session).add_receipt(erasure.id, holder.value, {})
	return erasure.id, customer_id


def is_waiting(wiring: Wiring) -> bool:
	with wiring.database.open_session() as session:
		found = session.execute(text(WAITING), {"of": "%customer_contact%"}).scalar_one()
	return bool(found)


def read(wiring: Wiring, query: str, number: int) -> Any:
	with wiring.database.open_session() as session:
		return session.execute(text(query), {"id": number}).scalar_one()


def build_worker(wiring: Wiring) -> dict[str, Any]:
	environment = {
		**os.environ,
		"PYTHONPATH": os.pathsep.join(sys.path),
		"CHASQUI_DATABASE_URL": wiring.config.database_url.get_secret_value(),
		"CHASQUI_BROKER_URL": "memory://",
	}
	return {"args": [sys.executable, "-c", WORKER], "env": environment}


@pytest.fixture
def wiring(make_database: Any) -> Iterator[Wiring]:
	url = SecretStr(make_database("customers"))
	made = Wiring(CustomersConfig(database_url=url, broker_url=SecretStr("memory://")))
	yield made
	made.database.close()
