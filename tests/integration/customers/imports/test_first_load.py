"""A first load: the indexes rest while it comes in, and are all there again after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text

from chasqui.contracts.queues import CUSTOMERS_SWEEP
from chasqui.kernel.data.database import Database
from customers.app.tasks import build_tasks
from customers.app.wiring import Wiring
from customers.config import CustomersConfig
from customers.imports.models.import_job import ImportJobRow
from customers.imports.repositories.index_repository import IndexRepository
from tests.chaos.test_import_kill import list_indexes
from tests.integration.customers.import_world import ImportWorld
from tests.integration.customers.person_world import insert_people
from tests.support.sessions import open_until_ended

FILE = "id_type,id_number,name\n" + "".join(
	f"passport,AB{number:06d},Persona Sintética {number}\n" for number in range(300)
)
STOP = "UPDATE import_job SET state = 'paused', lease_token = NULL, leased_until = NULL"


class TestFirstLoad:
	def test_indexes_rest_until_the_last_row_is_in(self, eased: ImportWorld) -> None:
		before = list_indexes(eased.wiring)
		assert len(before) > 10
		with watch_load(eased) as seen:
			done = eased.work(eased.upload(FILE.encode(), start=True))
		assert (done.state.value, done.created) == ("done", 300)
		assert seen == [[]]
		assert list_indexes(eased.wiring) == before

	def test_with_many_customers_they_stay(self, eased: ImportWorld) -> None:
		with eased.wiring.database.open_session() as session:
			insert_people(session, 30)
		with watch_load(eased) as seen:
			assert eased.work(eased.upload(FILE.encode(), start=True)).created == 300
		assert seen == [list_indexes(eased.wiring)]

	def test_a_table_in_use_is_left_as_it_is(self, eased: ImportWorld) -> None:
		url = eased.wiring.config.database_url.get_secret_value()
		with psycopg.connect(url) as reader, watch_load(eased) as seen:
			reader.execute("SELECT count(*) FROM customer")
			assert eased.work(eased.upload(FILE.encode(), start=True)).created == 300
		assert seen == [list_indexes(eased.wiring)]

	def test_what_a_dead_worker_left_is_built_by_the_sweep(self, eased: ImportWorld) -> None:
		before = list_indexes(eased.wiring)
		with open_until_ended(eased.wiring.database) as connection:
			loading = IndexRepository(connection)
			assert loading.acquire()
			with connection.transaction():
				loading.set_aside()
			assert eased.wiring.first_load.restore() == 0  # somebody is at work
			assert list_indexes(eased.wiring) == []
		build_tasks(eased.wiring)[CUSTOMERS_SWEEP]()
		assert list_indexes(eased.wiring) == before

	def test_a_stopped_load_leaves_none_behind(self, eased: ImportWorld) -> None:
		before = list_indexes(eased.wiring)
		import_id = eased.upload(FILE.encode(), start=True)
		with watch_load(eased, then=STOP):
			assert eased.work(import_id).state.value == "paused"
		build_tasks(eased.wiring)[CUSTOMERS_SWEEP]()
		assert list_indexes(eased.wiring) == before


@contextmanager
def watch_load(world: ImportWorld, *, then: str = "SELECT 1") -> Iterator[list[list[str]]]:
	"""Yield the indexes seen at the end of each load, before they are built; `then` is done."""
	seen: list[list[str]] = []
	first_load = world.wiring.first_load
	ease = first_load.ease

	@contextmanager
	def look(job: ImportJobRow, token: UUID) -> Iterator[None]:
		with ease(job, token):
			yield
			seen.append(list_indexes(world.wiring))
			with world.wiring.database.open_session() as session:
				session.execute(text(then))

	with pytest.MonkeyPatch.context() as patch:
		patch.setattr(first_load, "ease", look)
		yield seen


@pytest.fixture
def eased(database: Database, config: CustomersConfig) -> Iterator[ImportWorld]:
	"""Imports to which a file of a hundred rows is a first load."""
	wiring = Wiring(config.model_copy(update={"import_first_load_rows": 100}))
	yield ImportWorld(wiring)
	wiring.database.close()
