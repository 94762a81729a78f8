"""Patterns that find a person in what people wrote."""

from collections.abc import Callable, Iterator

import psycopg
import pytest

from chasqui.kernel.personal.keys import NEVER, build_keys, spell_name, spell_number

Finds = Callable[[str, str], bool]
KEYS = build_keys(
	[1],
	numbers=["0926687856"],
	emails=["a.b+c@example.com"],
	phones=["+593991112222"],
	names=["María Peña Loor"],
)


@pytest.fixture(scope="module")
def finds(shared_database: Callable[[str], str]) -> Iterator[Finds]:
	"""Tells whether PostgreSQL, which is to find them, sees a pattern in a text."""
	with psycopg.connect(shared_database("mailer"), autocommit=True) as connection:

		def ask(pattern: str, told: str) -> bool:
			row = connection.execute("SELECT %s::text ~* %s::text", [told, pattern]).fetchone()
			return bool(row and row[0])

		yield ask


@pytest.mark.parametrize(
	"text",
	[
		"CI 092668785-6",
		"0 9266 87856",
		"CI0926687856",
		"0926687856001",
		"092668785-6 001",
		"A.B+C@Example.com",
		"<a.b+c@example.com>.",
		"mailto:a.b+c@example.com,",
		"tel. 099-111-2222",
		"991112222",
		"+593991112222",
		"00593 99 111 2222",
		"0991112222",
	],
)
def test_a_mention_is_found_however_it_is_written(finds: Finds, text: str) -> None:
	assert finds(KEYS.sure, text)


@pytest.mark.parametrize(
	"text",
	[
		"0926687857",
		"aXb+c@example.com",
		"María Peña Loor",
		"",
		"10926687856",
		"09266878561",
		"0926687856123",
		"diana.b+c@example.com",
		"x-a.b+c@example.com",
		"a.b+c@example.com.ec",
		"a.b+c@example.comx",
		"9911122223",
	],
)
def test_another_person_is_not(finds: Finds, text: str) -> None:
	assert not finds(KEYS.sure, text)


@pytest.mark.parametrize("text", ["maria pena loor", "Peña Loor, María", "MARÍA  PEÑA|LOOR"])
def test_a_full_name_is_found_whichever_part_comes_first(finds: Finds, text: str) -> None:
	assert finds(KEYS.words, text)


@pytest.mark.parametrize("text", ["María Peña", "Ana María Peña Loorena", "Loor"])
def test_a_part_of_a_name_is_nobody(finds: Finds, text: str) -> None:
	assert not finds(KEYS.words, text)


def test_who_has_no_texts_is_found_in_none(finds: Finds) -> None:
	assert build_keys([1], numbers=[""], phones=["sin"], names=["Ana"]).words == NEVER
	assert not finds(NEVER, "x")
	assert spell_name("Ana") == []


def test_a_short_number_counts_as_a_word_alone(finds: Finds) -> None:
	assert finds(spell_number("AB12"), "pasaporte ab-12.")
	assert not finds(spell_number("AB12"), "CAB123")
