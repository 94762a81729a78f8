"""Looking persons up, the same on each store."""

from datetime import date

import pytest

from chasqui.contracts.risk import (
	MAX_BATCH,
	Identification,
	IdWarning,
	MatchKind,
	RiskAnswer,
	RiskLevel,
	RiskStatus,
)
from chasqui.kernel.errors import Invalid
from risk_soap.domain.persons import Asker
from risk_soap.wiring import Wiring
from tests.integration.risk_soap.stores.conftest import WriteRows, ignore_progress

ASKER = Asker("campaigns", "antes de llamar", "c-1")
UNKNOWN = "1712345675"


class TestByIdentification:
	@pytest.mark.covers("K30", "K31")
	def test_it_answers_the_record(self, loaded: Wiring) -> None:
		answer = loaded.finder.find_by_identification("cedula", "171003406-5", ASKER)
		assert (answer.status, answer.level, answer.score) == (
			RiskStatus.FOUND,
			RiskLevel.LOW,
			812,
		)
		assert (answer.as_of, answer.source, answer.warning) == (
			date(2026, 11, 1),
			"Central",
			None,
		)

	def test_a_record_without_score_has_none(self, loaded: Wiring) -> None:
		answer = loaded.finder.find_by_identification("passport", "ab-123456", ASKER)
		assert (answer.level, answer.score) == (RiskLevel.UNKNOWN, None)

	def test_an_old_record_is_stale(self, loaded: Wiring) -> None:
		answer = loaded.finder.find_by_identification("cedula", "0102030400", ASKER)
		assert (answer.status, answer.level) == (RiskStatus.STALE, RiskLevel.MEDIUM)

	def test_not_found_is_an_answer(self, loaded: Wiring) -> None:
		answer = loaded.finder.find_by_identification("cedula", UNKNOWN, ASKER)
		assert (answer.status, answer.level) == (RiskStatus.NOT_FOUND, RiskLevel.UNKNOWN)

	def test_nobody_is_found_where_nothing_was_loaded(self, wiring: Wiring) -> None:
		answer = wiring.finder.find_by_identification("cedula", "1710034065", ASKER)
		assert answer.status is RiskStatus.NOT_FOUND
		assert wiring.finder.find_by_name("Ana Peña", 5, ASKER).matches == []

	def test_a_company_without_check_digit_is_looked_up_with_a_warning(
		self, wiring: Wiring, write_rows: WriteRows
	) -> None:
		row = ("ruc", "1793213150001", "Comercial Ejemplo", "HIGH", "", "2026-11-01", "Central")
		wiring.make_bulk_loader().load(write_rows(row), ignore_progress)
		answer = wiring.finder.find_by_identification("ruc", "1793213150001", ASKER)
		assert (answer.status, answer.warning) == (
			RiskStatus.FOUND,
			IdWarning.UNVERIFIED_CHECK_DIGIT,
		)

	def test_a_wrong_check_digit_is_refused_without_quoting_it(self, loaded: Wiring) -> None:
		with pytest.raises(Invalid) as refused:
			loaded.finder.find_by_identification("cedula", "1710034066", ASKER)
		assert "1710034066" not in str(refused.value.detail)

	def test_a_ruc_that_may_be_a_person_is_looked_for_as_one_too(
		self, wiring: Wiring, write_rows: WriteRows
	) -> None:
		"""1760000230001 is right as a public institution's RUC and as a natural person's."""
		row = ("cedula", "1760000230", "Ana Peña", "HIGH", "", "2026-11-01", "Central")
		wiring.make_bulk_loader().load(write_rows(row), ignore_progress)
		answer = wiring.finder.find_by_identification("ruc", "1760000230001", ASKER)
		assert answer.status is RiskStatus.FOUND


class TestByName:
	@pytest.mark.covers("K31")
	@pytest.mark.parametrize("name", ["jose angel munoz pena", "MUÑOZ de la PEÑA, José Ángel"])
	def test_the_same_words_are_exact(self, loaded: Wiring, name: str) -> None:
		(match,) = find(loaded, name).matches
		assert (match.kind, match.similarity) == (MatchKind.EXACT, 100)
		assert (match.masked_id, match.level) == ("17******65", RiskLevel.LOW)

	def test_some_of_the_words_are_partial(self, loaded: Wiring) -> None:
		(match,) = find(loaded, "Peña José").matches
		assert (match.kind, match.similarity) == (MatchKind.PARTIAL, 67)

	def test_words_that_sound_alike_are_phonetic(self, loaded: Wiring) -> None:
		(match,) = find(loaded, "Jose Muños Penna").matches
		assert match.kind is MatchKind.PHONETIC
		assert 60 < match.similarity < 86

	def test_all_kinds_are_told_the_surest_first(
		self, wiring: Wiring, write_rows: WriteRows
	) -> None:
		names = ("Bera Sambrano Maria", "María Vera Zambrano Loor", "Zambrano María Vera")
		numbers = ("0926687856", "0102030400", "1710034065")
		rows = [
			("cedula", number, name, "LOW", "", "2026-11-01", "Central")
			for number, name in zip(numbers, names, strict=True)
		]
		wiring.make_bulk_loader().load(write_rows(*rows), ignore_progress)
		answer = find(wiring, "María Vera Zambrano")
		assert answer.status is RiskStatus.MULTIPLE_MATCHES
		assert [match.name for match in answer.matches] == list(reversed(names))
		assert [match.kind for match in answer.matches] == list(MatchKind)

	def test_no_more_than_asked(self, loaded: Wiring) -> None:
		assert len(loaded.finder.find_by_name("maria zambrano", 1, ASKER).matches) == 1

	@pytest.mark.parametrize("name", ["María", "María María", "de la María", "a b " * 60])
	def test_one_word_or_too_many_are_refused(self, loaded: Wiring, name: str) -> None:
		with pytest.raises(Invalid):
			find(loaded, name)


class TestBatch:
	def test_answers_come_in_the_order_asked(self, loaded: Wiring) -> None:
		asked = [
			("passport", "AB123456"), ("cedula", UNKNOWN), ("carnet", "1"),
			("cedula", "1710034065"), ("ruc", "1793213150001"), ("cedula", "1710034065"),
		]  # fmt: skip
		items = [Identification(id_type=kind, id_number=number) for kind, number in asked]
		answers = loaded.finder.find_batch(items, ASKER)
		assert [(one.position, one.status.value, one.warning) for one in answers] == [
			(1, "FOUND", None),
			(2, "NOT_FOUND", None),
			(3, "NOT_FOUND", IdWarning.INVALID_IDENTIFICATION),
			(4, "FOUND", None),
			(5, "NOT_FOUND", IdWarning.UNVERIFIED_CHECK_DIGIT),
			(6, "FOUND", None),
		]
		assert answers[3].score == 812

	def test_a_batch_may_be_full_and_no_fuller(self, loaded: Wiring) -> None:
		items = [Identification(id_type="cedula", id_number="1710034065")] * MAX_BATCH
		assert {one.score for one in loaded.finder.find_batch(items, ASKER)} == {812}
		with pytest.raises(Invalid):
			loaded.finder.find_batch([*items, items[0]], ASKER)

	def test_nothing_is_answered_by_nothing(self, loaded: Wiring) -> None:
		assert loaded.finder.find_batch([], ASKER) == []


def find(wiring: Wiring, name: str) -> RiskAnswer:
	return wiring.finder.find_by_name(name, 20, ASKER)
