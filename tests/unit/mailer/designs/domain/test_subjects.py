"""What campaigns refuse of a subject is what the mailer would refuse when it sends."""

import pytest

from chasqui.contracts.mailer.merge_fields import KNOWN_FIELDS, find_unknown
from chasqui.kernel.errors import Invalid
from mailer.designs.domain import merge_fields
from mailer.designs.domain.templates import compile_text


@pytest.mark.parametrize(
	"subject",
	[
		"Hola", "Hola, {{ primer_nombre }}", "Hola, {{nombre|cliente}}", "{{ NOMBRE }}",
		"{{ apodo }}", "{{ }}", "{{ nombre", "}} nombre {{", "{{ nombre }} {{ otro }}",
		"{{ direccion_postal }}", "}} solo", "{{{ nombre }}}",
	],
)  # fmt: skip
def test_both_say_the_same_of_a_subject(subject: str) -> None:
	try:
		compile_text(subject, subject_of_error="subject")
	except Invalid:
		assert find_unknown(subject) is not None
	else:
		assert find_unknown(subject) is None


def test_both_know_the_same_fields() -> None:
	assert sorted(KNOWN_FIELDS) == sorted(merge_fields.KNOWN_FIELDS)


@pytest.mark.parametrize(
	("subject", "read"),
	[
		("{{ primer_nombre }}, una noticia para usted", "Una noticia para usted"),
		("Hola {{ primer_nombre }}, buenas", "Hola, buenas"),
		("Ofertas en {{ provincia }}", "Ofertas en"),
		("¡{{ primer_nombre }}, mire esto!", "¡Mire esto!"),
		("{{ canton }} – {{ provincia }}: novedades", "Novedades"),
		("{{ primer_nombre | Cliente }}, hola", "Cliente, hola"),
		("Sin campos, dos  espacios", "Sin campos, dos  espacios"),
	],
)
def test_an_empty_field_leaves_no_mark_alone(subject: str, read: str) -> None:
	assert compile_text(subject).render_line({}) == read
