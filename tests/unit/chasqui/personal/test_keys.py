"""Patterns that find a person in what people wrote."""

import re

import pytest

from chasqui.personal.keys import NEVER, build_keys, spell_name, spell_number

KEYS = build_keys(
	[1],
	numbers=["0926687856"],
	emails=["a.b+c@example.com"],
	phones=["+593991112222"],
	names=["María Peña Loor"],
)


def finds(pattern: str, text: str) -> bool:
	"""Return what PostgreSQL would, whose word ends Python writes as one."""
	return bool(re.search(re.sub(r"\\[mM]", r"\\b", pattern), text, re.IGNORECASE))


@pytest.mark.parametrize(
	"text",
	["CI 092668785-6", "0 9266 87856", "A.B+C@Example.com", "tel. 099-111-2222", "991112222"],
)
def test_a_mention_is_found_however_it_is_written(text: str) -> None:
	assert finds(KEYS.sure, text)


@pytest.mark.parametrize("text", ["0926687857", "aXb+c@example.com", "María Peña Loor", ""])
def test_another_person_is_not(text: str) -> None:
	assert not finds(KEYS.sure, text)


@pytest.mark.parametrize("text", ["maria pena loor", "Peña Loor, María", "MARÍA  PEÑA|LOOR"])
def test_a_full_name_is_found_whichever_part_comes_first(text: str) -> None:
	assert finds(KEYS.words, text)


@pytest.mark.parametrize("text", ["María Peña", "Ana María Peña Loorena", "Loor"])
def test_a_part_of_a_name_is_nobody(text: str) -> None:
	assert not finds(KEYS.words, text)


def test_who_has_no_texts_is_found_in_none() -> None:
	assert build_keys([1], numbers=[""], phones=["sin"], names=["Ana"]).words == NEVER
	assert not finds(NEVER, "x")
	assert spell_name("Ana") == []


def test_a_short_number_counts_as_a_word_alone() -> None:
	assert finds(spell_number("AB12"), "pasaporte ab-12.")
	assert not finds(spell_number("AB12"), "CAB123")
