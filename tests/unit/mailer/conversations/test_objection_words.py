"""Mails that ask for no more mails, and those that only speak of it."""

import pytest

from mailer.conversations.domain.objection_words import asks_for_no_mail
from mailer.conversations.domain.subjects import answer_subject, strip_prefixes


@pytest.mark.parametrize(
	"text",
	[
		"BAJA", "baja.", "Quiero darme de baja", "Solicito la baja, gracias", "No me escriban más",
		"no me envíen más correos por favor", "Re: BAJA", "unsubscribe", "STOP",
		"No quiero recibir más publicidad", "Elimínenme de su lista", "por favor, no me manden mas",
	],
)  # fmt: skip
def test_who_says_it_is_understood(text: str) -> None:
	assert asks_for_no_mail(text, "")
	assert asks_for_no_mail("Re: Promoción", text)


@pytest.mark.parametrize(
	"text",
	[
		"Se me dio de baja el servicio de internet, ¿qué pasó?", "¿La velocidad baja de noche?",
		"No me escriban al trabajo sino a mi casa, que sí me interesa la fibra", "Hola",
		"La temporada baja empieza en mayo", "",
	],
)  # fmt: skip
def test_who_speaks_of_something_else_is_not(text: str) -> None:
	assert not asks_for_no_mail(text, text)


@pytest.mark.parametrize(
	("subject", "plain"),
	[
		("Re: RV: Fibra", "Fibra"),
		("RE[2]: Fibra", "Fibra"),
		("Fibra", "Fibra"),
		("Re:", "(sin asunto)"),
		("Resumen: mayo", "Resumen: mayo"),
	],
)
def test_subjects_are_known_without_what_programs_put_before_them(subject: str, plain: str) -> None:
	assert strip_prefixes(subject) == plain
	assert answer_subject(subject) == f"Re: {plain}"
