"""What nobody sees goes, and nothing else."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chasqui.kernel.texts.cleaning import drop_invisible, fold_line, tidy_line


class TestCleaning:
	def test_it_knows_every_format_character_and_every_space(self) -> None:
		for code in range(sys.maxunicode + 1):
			char, category = chr(code), unicodedata.category(chr(code))
			if category == "Cn":  # not assigned yet, as far as this interpreter knows
				continue
			expected = {"Cf": "", "Zs": " ", "Zl": " ", "Zp": " "}.get(category, char)
			assert drop_invisible(char) == expected, hex(code)

	@given(text=st.text())
	def test_a_tidy_line_is_tidy(self, text: str) -> None:
		line = tidy_line(text)
		assert tidy_line(line) == line == line.strip()
		assert "  " not in line

	@pytest.mark.parametrize(
		("typed", "kept"),
		[
			("Nora\u200b Cero", "Nora Cero"), ("\u202a+593 99\u202c", "+593 99"),
			("guion\u00ad-suave", "guion-suave"), ("María\u00a0Núñez ", "María Núñez"),
		],
	)  # fmt: skip
	def test_copied_texts_become_what_they_look_like(self, typed: str, kept: str) -> None:
		assert tidy_line(typed) == kept

	@pytest.mark.parametrize(
		"written", ["Leales de Ñuñoa", "LEALES  DE ÑUÑOA ", "leales de nun\u0303oa\u200b"]
	)
	def test_names_that_read_the_same_fold_to_the_same(self, written: str) -> None:
		assert fold_line(written) == "leales de nunoa"

	@given(text=st.text())
	def test_what_is_folded_stays_one_tidy_line(self, text: str) -> None:
		folded = fold_line(text)
		assert tidy_line(folded) == folded
