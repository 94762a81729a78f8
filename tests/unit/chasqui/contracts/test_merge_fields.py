"""Fields of a plain text: found, and filled for one person."""

import pytest

from chasqui.contracts.mailer.merge_fields import fill_fields, find_unknown


class TestFill:
	@pytest.mark.parametrize(
		("text", "filled"),
		[
			("Hola, {{ nombre }}.", "Hola, Ana Peña."),
			("Hola, {{nombre}}{{ edad }}", "Hola, Ana Peña"),
			("Hola, {{ edad | quien sea }}", "Hola, quien sea"),
			("{{ raro }}", "Dos líneas"),
			("Sin campos {nombre}", "Sin campos {nombre}"),
		],
	)
	def test_a_value_or_its_own_words_stand_in_its_place(self, text: str, filled: str) -> None:
		values = {"nombre": "Ana Peña", "edad": "", "raro": "Dos\n líneas"}
		assert fill_fields(text, values) == filled

	def test_what_a_value_says_is_no_field(self) -> None:
		assert fill_fields("{{ nombre }}", {"nombre": "{{ edad }}"}) == "{{ edad }}"


class TestFind:
	def test_a_text_may_have_fields_of_its_own(self) -> None:
		own = ("nombre", "asesor")
		assert find_unknown("{{ asesor }}", own, own) is None
		assert find_unknown("{{ asesor }}") is not None
		assert "nombre, asesor" in str(find_unknown("{{ campana }}", own, own))
