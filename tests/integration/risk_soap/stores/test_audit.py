"""Each look-up is written down: who, why, whom (as a mark), what was answered, when."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
import redis
from pydantic import SecretStr

from chasqui.contracts.risk import Identification
from chasqui.kernel.clock import freeze_clock, read_now
from chasqui.kernel.errors import Unavailable
from risk_soap.config import RiskConfig, StoreKind
from risk_soap.domain.persons import Access, Asker
from risk_soap.wiring import Wiring
from tests.integration.risk_soap.conftest import ROWS
from tests.integration.risk_soap.stores.conftest import WriteRows, ignore_progress

ASKER = Asker("campaigns", "antes de llamar", "c-1")
PERSON = ("cedula", "1710034065")


class TestAudit:
	@pytest.mark.covers("K30")
	def test_a_look_up_tells_who_why_when_and_the_answer(self, loaded: Wiring) -> None:
		before = read_now()
		loaded.finder.find_by_identification("ruc", "1710034065001", ASKER)
		(access,) = list_accesses(loaded)
		assert before - timedelta(seconds=1) < access.at < read_now() + timedelta(seconds=1)
		assert (access.consumer, access.purpose, access.correlation_id) == (
			"campaigns",
			"antes de llamar",
			"c-1",
		)
		assert (access.operation, access.status) == ("identification", "FOUND")

	def test_who_is_not_found_was_looked_up_too(self, wiring: Wiring) -> None:
		wiring.finder.find_by_identification(*PERSON, ASKER)
		assert [access.status for access in list_accesses(wiring)] == ["NOT_FOUND"]

	def test_a_name_tells_of_those_who_were_shown(self, loaded: Wiring) -> None:
		loaded.finder.find_by_name("María Vera", 1, ASKER)
		loaded.finder.find_by_name("Nadie Ninguno", 5, ASKER)
		shown = [list_accesses(loaded, ROWS[place][:2]) for place in (1, 2, 0)]
		assert [[one.status for one in accesses] for accesses in shown] == [["FOUND"], [], []]
		assert shown[0][0].operation == "name"

	def test_a_batch_tells_of_each_person_in_it(self, loaded: Wiring) -> None:
		numbers = ["1710034065", "0102030400", "17", "1710034065"]
		items = [Identification(id_type="cedula", id_number=number) for number in numbers]
		loaded.finder.find_batch(items, ASKER)
		assert [access.operation for access in list_accesses(loaded)] == ["batch", "batch"]
		stale = list_accesses(loaded, ("cedula", "0102030400"))
		assert [access.status for access in stale] == ["STALE"]

	def test_who_was_found_by_another_reading_of_the_number_was_looked_up(
		self, wiring: Wiring, write_rows: WriteRows
	) -> None:
		"""1760000230001 is right as an institution's RUC and as a natural person's."""
		row = ("cedula", "1760000230", "Ana Peña", "HIGH", "", "2026-11-01", "Central")
		wiring.make_bulk_loader().load(write_rows(row), ignore_progress)
		wiring.finder.find_by_identification("ruc", "1760000230001", ASKER)
		assert [one.status for one in list_accesses(wiring, row[:2])] == ["FOUND"]

	def test_the_oldest_come_first_and_those_beyond_retention_not_at_all(
		self, loaded: Wiring
	) -> None:
		for number in range(3):
			asker = Asker("campaigns", f"motivo {number}", "c-1")
			loaded.finder.find_by_identification(*PERSON, asker)
		assert [one.purpose for one in list_accesses(loaded)] == [
			"motivo 0",
			"motivo 1",
			"motivo 2",
		]
		later = datetime.now(UTC) + timedelta(days=loaded.config.risk_audit_days, seconds=5)
		with freeze_clock(later):
			assert list_accesses(loaded) == []

	def test_a_store_that_is_down_gives_no_answer(self, store_config: RiskConfig) -> None:
		down = {
			"redis_url": SecretStr("redis://127.0.0.1:1"),
			"risk_dynamodb_url": "http://127.0.0.1:1",
			"risk_store_timeout_seconds": 0.2,
		}
		wiring = Wiring(store_config.model_copy(update=down))
		for ask in (
			lambda: wiring.finder.find_by_identification(*PERSON, ASKER),
			lambda: wiring.finder.find_by_name("Ana Peña", 5, ASKER),
			lambda: list_accesses(wiring),
			wiring.store.ping,
		):
			with pytest.raises(Unavailable):
				ask()


class TestRedisAudit:
	"""What only Redis does: a stream that is cut as it grows."""

	@pytest.mark.parametrize("store_config", [StoreKind.REDIS], indirect=True)
	def test_old_entries_leave_as_new_ones_come(
		self, loaded: Wiring, redis_client: "redis.Redis"
	) -> None:
		stream = f"{loaded.config.redis_prefix}risk:audit"
		fields = dict.fromkeys(("consumer", "purpose", "correlation", "operation", "people"), "-")
		for number in range(1, 300):
			redis_client.xadd(stream, fields, id=f"{number}-0")  # type: ignore[arg-type]
		loaded.finder.find_by_identification(*PERSON, ASKER)
		assert redis_client.xlen(stream) <= 100
		assert len(list_accesses(loaded)) == 1
		assert redis_client.xlen(stream) == 1

	@pytest.mark.parametrize("store_config", [StoreKind.REDIS], indirect=True)
	def test_nothing_in_it_names_a_person(
		self, loaded: Wiring, redis_client: "redis.Redis"
	) -> None:
		loaded.finder.find_by_identification(*PERSON, ASKER)
		loaded.finder.find_by_name("José Peña", 5, ASKER)
		told = repr(redis_client.xrange(f"{loaded.config.redis_prefix}risk:audit")).upper()
		assert told.count("FOUND") == 2
		assert "1710034065" not in told
		assert "PEÑA" not in told
		assert "JOS" not in told

	@pytest.mark.parametrize("store_config", [StoreKind.REDIS], indirect=True)
	def test_a_look_up_is_one_command(self, loaded: Wiring, redis_client: "redis.Redis") -> None:
		loaded.finder.find_by_identification(*PERSON, ASKER)  # loads the script
		before = count_commands(redis_client)
		for _ in range(10):
			loaded.finder.find_by_identification(*PERSON, ASKER)
		after = count_commands(redis_client)
		assert after["evalsha"] - before["evalsha"] == 10
		assert after["xadd"] - before["xadd"] == 10

	def test_boto3_is_not_imported_for_it(self) -> None:
		code = "import sys, risk_soap.app.web; sys.exit('boto3' in sys.modules)"
		assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def list_accesses(wiring: Wiring, person: tuple[str, ...] = PERSON) -> list[Access]:
	return list(wiring.make_person_service().list_accesses(*person))


def count_commands(client: "redis.Redis") -> dict[str, int]:
	told = client.info("commandstats")
	return {name: int(told[f"cmdstat_{name}"]["calls"]) for name in ("evalsha", "xadd")}
