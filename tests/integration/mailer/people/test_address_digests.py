"""No table tells an address by a bare hash, and what was kept as one is known again."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, text

from chasqui.contracts.event_payloads import ConsentChanged, ErasureRequested
from chasqui.kernel.data.database import name_driver
from chasqui.stack.places import REPOSITORY
from mailer.app.wiring import Wiring
from mailer.config import MailerConfig
from mailer.people.use_cases.erasing import begin_erasure
from tests.support.declarations import load_bases
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import change_ledger, open_run, read_run

KNOWN = "persona1@example.com"
BARE = hashlib.sha256(KNOWN.encode()).digest()


@pytest.mark.covers("R44")
def test_whoever_guesses_an_address_finds_it_nowhere(
	wiring: Wiring, campaigns: FakeCampaigns
) -> None:
	open_run(wiring, campaigns, 2)
	told = {"customer_id": 1, "channel": "email", "email": KNOWN, "phone": None}
	campaigns.add_event("consent_changed", **told, granted=False)
	changed = {"customer_id": 2, "email": KNOWN, "previous_email": "persona2@example.com"}
	campaigns.add_event("contact_changed", **changed, phone=None, previous_phone=None)
	wiring.event_consumer.consume()
	with wiring.database.open_session() as session:
		begin_erasure(session, ErasureRequested(customer_id=1, erasure_id=1))
	assert list_digests(wiring) == {"delivery", "suppression"}
	assert BARE.hex() not in read_all(wiring)


def test_the_database_makes_the_digests_that_the_service_asks_for(
	wiring: Wiring, campaigns: FakeCampaigns
) -> None:
	open_run(wiring, campaigns, 1)
	change_ledger(wiring, "UPDATE delivery SET state = 'accepted'")
	consent = ConsentChanged(customer_id=1, channel="email", granted=False, email=KNOWN)
	campaigns.add_event("consent_changed", **consent.model_dump(mode="json"))
	wiring.event_consumer.consume()
	second = open_run(wiring, campaigns, 1)
	assert read_run(wiring, second).counts.skipped_by_reason == {"suppressed": 1}


def test_what_was_kept_by_a_bare_hash_is_known_again(make_database: Callable[[str], str]) -> None:
	url = make_database("mailer")
	engine = create_engine(name_driver(url))
	with engine.begin() as connection:
		connection.execute(text("DROP SCHEMA public CASCADE"))
		connection.execute(text("CREATE SCHEMA public"))
	migrate(url, "0005_stuck_events")
	rows = (
		"INSERT INTO suppression (address_hash, source) VALUES (:bare, 'unsubscribe')",
		"INSERT INTO delivery (run_id, recipient_key, address_hash, state)"
		" VALUES (1, 'c1', :bare, 'accepted'), (1, 'c2', NULL, 'skipped')",
	)
	with engine.begin() as connection:
		connection.execute(text("SET LOCAL session_replication_role = replica"))
		for row in rows:
			connection.execute(text(row), {"bare": BARE})
	migrate(url, "head")
	digests = Wiring(MailerConfig()).address_digests
	with engine.begin() as connection:
		read = "SELECT address_hash FROM {} ORDER BY 1 NULLS LAST"
		kept = connection.execute(text(read.format("suppression"))).scalars().all()
		sent = connection.execute(text(read.format("delivery"))).scalars().all()
	engine.dispose()
	assert (kept, sent) == ([digests.make(KNOWN)], [digests.make(KNOWN), None])


def list_digests(wiring: Wiring) -> set[str]:
	"""Return the tables that keep what the service knows the address by."""
	digest = wiring.address_digests.make(KNOWN).hex()
	tables = load_bases()["mailer"].metadata.sorted_tables  # type: ignore[attr-defined]
	return {one.name for one in tables if digest in read_table(wiring, one.name)}


def read_all(wiring: Wiring) -> str:
	tables = load_bases()["mailer"].metadata.sorted_tables  # type: ignore[attr-defined]
	return "\n".join(read_table(wiring, one.name) for one in tables)


def read_table(wiring: Wiring, table: str) -> str:
	with wiring.database.open_session() as session:
		return "\n".join(session.scalars(text(f"SELECT t::text FROM {table} AS t")))


def migrate(url: str, revision: str) -> None:
	command = [sys.executable, "-m", "alembic", "-n", "mailer", "upgrade", revision]
	environment = {**os.environ, "CHASQUI_DATABASE_URL": url}
	subprocess.run(command, cwd=REPOSITORY, env=environment, check=True, capture_output=True)
