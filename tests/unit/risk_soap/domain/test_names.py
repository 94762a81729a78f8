import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chasqui.contracts.risk import MatchKind
from risk_soap.domain.names import compare_names, encode_sound, measure_similarity, read_name

GIVEN = ("José", "María", "Ángel", "Xavier", "Belén", "Íñigo", "Jhonny", "Wilson", "Óscar")
SURNAMES = ("Muñoz", "Peña", "Guamán", "Quispe", "Llánez", "Cevallos", "Vélez", "Núñez", "Ortiz")
PARTICLES = ("de", "del", "la", "las", "los", "y", "de la", "de los")
NAMES = st.builds(
	lambda given, surnames: [*given, *surnames],
	st.lists(st.sampled_from(GIVEN), min_size=1, max_size=2, unique=True),
	st.lists(st.sampled_from(SURNAMES), min_size=1, max_size=3, unique=True),
)
SEEDS = st.randoms(use_true_random=False)


def strip_accents(text: str) -> str:
	return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@pytest.mark.covers("K31")
class TestNameKey:
	@given(NAMES, SEEDS, st.lists(st.sampled_from(PARTICLES), max_size=3))
	def test_order_accents_case_and_particles_do_not_count(
		self, name: list[str], choose: random.Random, particles: list[str]
	) -> None:
		words = [choose.choice((word, word.upper(), strip_accents(word))) for word in name]
		words += particles
		choose.shuffle(words)
		assert read_name(" ".join(words)).key == read_name(" ".join(name)).key

	@given(NAMES, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
	def test_it_is_the_same_however_the_accents_are_coded(self, name: list[str], form: str) -> None:
		text = unicodedata.normalize(form, " ".join(name))  # type: ignore[arg-type]
		assert read_name(text) == read_name(" ".join(name))

	@pytest.mark.parametrize(
		("name", "key"),
		[
			("José Ángel Muñoz Peña", "ANGEL JOSE MUNOZ PENA"),
			("María de los Ángeles y la Torre", "ANGELES MARIA TORRE"),
			("Pérez Pérez, Juan", "JUAN PEREZ PEREZ"),
			("O’Hara D'Angelo", "DANGELO OHARA"),
			("García-Moreno", "GARCIA MORENO"),
			("de la y", ""),
			("李小龙", ""),
		],
	)
	def test_examples(self, name: str, key: str) -> None:
		assert read_name(name).key == key

	@given(st.text())
	def test_any_text_has_plain_words(self, text: str) -> None:
		name = read_name(text)
		assert all(word.isascii() and word.isalnum() for word in name.words)
		assert len(name.sounds) == len(name.words)
		assert all(name.sounds)
		assert read_name(name.key) == name


class TestSounds:
	@pytest.mark.parametrize(
		("one", "other"),
		[
			("VELASCO", "BELASCO"), ("CEVALLOS", "ZEVAYOS"), ("CEVALLOS", "SEBALLOS"),
			("HERNANDEZ", "ERNANDES"), ("GUAMAN", "HUAMAN"), ("GUAMAN", "WAMAN"),
			("XAVIER", "JAVIER"), ("XIMENEZ", "GIMENEZ"), ("QUISPE", "KISPE"),
			("CARLOS", "KARLOS"), ("YANEZ", "LLANES"), ("JHONNY", "JOHNNY"), ("PENNA", "PENA"),
			("SOPHIA", "SOFIA"), ("YBARRA", "IBARRA"), ("BASCONEZ", "VASCONES"),
		],
	)  # fmt: skip
	def test_these_sound_alike(self, one: str, other: str) -> None:
		assert encode_sound(one) == encode_sound(other)

	@pytest.mark.parametrize(
		("one", "other"),
		[("JUAN", "JUANA"), ("GUERRA", "JERRA"), ("CHAVEZ", "SAVEZ"), ("COBO", "SOBO"),
		("PENA", "PERA"), ("JARA", "YARA"), ("GOMEZ", "JOMEZ")],
	)  # fmt: skip
	def test_these_do_not(self, one: str, other: str) -> None:
		assert encode_sound(one) != encode_sound(other)


class TestCompareNames:
	@pytest.mark.parametrize(
		("asked", "found", "kind", "similarity"),
		[
			("peña jose", "José Peña", MatchKind.EXACT, 100),
			("José Peña", "José Ángel Muñoz Peña", MatchKind.PARTIAL, 67),
			("Juan Pérez Pérez", "Juan Pérez", MatchKind.PARTIAL, 80),
			("Xavier Cevallos", "Javier Zevallos", MatchKind.PHONETIC, 85),
			("Jhonny Chávez", "Johnny Chávez", MatchKind.PHONETIC, 92),
		],
	)
	def test_examples(self, asked: str, found: str, kind: MatchKind, similarity: int) -> None:
		assert compare_names(read_name(asked), read_name(found)) == (kind, similarity)

	def test_another_person_does_not_answer(self) -> None:
		assert compare_names(read_name("Juan Pérez"), read_name("Juana Pérez")) is None
		assert compare_names(read_name("Juan Pérez Vaca"), read_name("Juan Pérez")) is None

	@given(NAMES, NAMES)
	def test_only_the_same_words_are_100(self, one: list[str], other: list[str]) -> None:
		asked, found = read_name(" ".join(one)), read_name(" ".join(other))
		compared = compare_names(asked, found)
		assert (compared == (MatchKind.EXACT, 100)) == (asked.words == found.words)
		assert compared is None or asked.words == found.words or compared[1] < 100

	@given(NAMES, NAMES)
	def test_similarity_lies_from_0_to_100(self, one: list[str], other: list[str]) -> None:
		asked, found = read_name(" ".join(one)), read_name(" ".join(other))
		assert 0 <= measure_similarity(asked, found) <= 100

	@given(NAMES, SEEDS)
	def test_any_part_of_a_name_finds_it(self, name: list[str], choose: random.Random) -> None:
		part = choose.sample(name, choose.randint(1, len(name)))
		compared = compare_names(read_name(" ".join(part)), read_name(" ".join(name)))
		assert compared is not None
		assert compared[0] is not MatchKind.PHONETIC
