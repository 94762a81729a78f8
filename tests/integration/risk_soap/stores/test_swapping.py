"""Readers all through a load see the old file or the new one, never half of each."""

import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from chasqui.contracts.risk import Identification
from chasqui.sample.identities import IdentityMaker
from risk_soap.config import StoreKind
from risk_soap.domain.persons import Asker
from risk_soap.wiring import Wiring
from tests.integration.risk_soap.stores.conftest import WriteRows, ignore_progress

ASKER = Asker("campaigns", "prueba", "c-1")
PERSONS = 60
READERS = 3
LOADS = {StoreKind.REDIS: 30, StoreKind.DYNAMODB: 3}


class TestSwapping:
	@pytest.mark.covers("K30")
	def test_a_batch_is_answered_by_one_file(
		self, wiring: Wiring, write_file: Callable[[int], Path], numbers: list[str]
	) -> None:
		items = [Identification(id_type="cedula", id_number=number) for number in numbers]

		def read(reader: Wiring) -> set[int | None]:
			return {one.score for one in reader.finder.find_batch(items, ASKER)}

		seen = read_during_loads(wiring, write_file, read)
		assert all(len(scores) == 1 for scores in seen)
		assert None not in set().union(*seen)
		assert len(set().union(*seen)) > 1

	def test_a_person_and_a_name_are_always_there(
		self, wiring: Wiring, write_file: Callable[[int], Path], numbers: list[str]
	) -> None:
		def read(reader: Wiring) -> set[int | None]:
			finder = reader.finder
			one = finder.find_by_identification("cedula", numbers[-1], ASKER).score
			matches = finder.find_by_name("Persona Sintética", 20, ASKER).matches
			assert len(matches) == 20
			return {one, *(match.score for match in matches[:1])}

		seen = read_during_loads(wiring, write_file, read)
		assert None not in set().union(*seen)

	def test_a_load_that_fails_midway_leaves_the_old_file(
		self,
		wiring: Wiring,
		write_file: Callable[[int], Path],
		write_rows: WriteRows,
		numbers: list[str],
	) -> None:
		loader = wiring.make_bulk_loader()
		loader.load(write_file(1), ignore_progress)

		def fail(_rows: int) -> None:
			raise KeyboardInterrupt

		with pytest.raises(KeyboardInterrupt):
			loader.load(write_file(2), fail)
		assert wiring.finder.find_by_identification("cedula", numbers[0], ASKER).score == 1
		loader.load(write_file(3), ignore_progress)
		assert wiring.finder.find_by_identification("cedula", numbers[0], ASKER).score == 3


def read_during_loads(
	wiring: Wiring,
	write_file: Callable[[int], Path],
	read: Callable[[Wiring], set[int | None]],
) -> list[set[int | None]]:
	"""Return what readers saw while files, each with a score of its own, replaced each other."""
	loader = wiring.make_bulk_loader()
	loader.load(write_file(0), ignore_progress)
	seen: list[set[int | None]] = []
	failures: list[BaseException] = []
	is_over = threading.Event()

	def keep_reading() -> None:
		reader = Wiring(wiring.config)
		while not is_over.is_set():
			try:
				seen.append(read(reader))
			except BaseException as error:
				failures.append(error)
				return
			time.sleep(0.001)

	threads = [threading.Thread(target=keep_reading) for _ in range(READERS)]
	for thread in threads:
		thread.start()
	for number in range(1, LOADS[wiring.config.risk_store] + 1):
		loader.load(write_file(number), ignore_progress)
	is_over.set()
	for thread in threads:
		thread.join()
	assert failures == []
	assert len(seen) > READERS
	return seen


@pytest.fixture(scope="module")
def numbers() -> list[str]:
	maker = IdentityMaker(random.Random(5))
	return [maker.make_cedula() for _ in range(PERSONS)]


@pytest.fixture
def write_file(write_rows: WriteRows, numbers: list[str]) -> Callable[[int], Path]:
	"""Call with a score for a file in which all persons have it."""

	def write(score: int) -> Path:
		rows = [
			("cedula", number, "Persona Sintética", "LOW", str(score), "2026-11-01", "Prueba")
			for number in numbers
		]
		return write_rows(*rows)

	return write
