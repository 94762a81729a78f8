import json
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st

from chasqui.cli.messages import write_catalogue
from chasqui.kernel.texts import languages
from chasqui.kernel.texts.languages import list_languages, set_language
from chasqui.kernel.texts.text import Text, quote, read_text, say, say_many
from tests.support.pseudo_language import open_languages

PLAIN = st.one_of(st.text(), st.integers(), st.booleans())
NAMES = st.sampled_from(["name", "count", "reason"])
TEXTS = st.builds(
	lambda words, given: say(words, **given),
	st.text(min_size=1),
	st.dictionaries(NAMES, st.one_of(PLAIN, st.builds(quote, st.text(min_size=1)))),
)


@pytest.fixture
def english(tmp_path: Path) -> Iterator[None]:
	catalogue = Catalog(locale="en", charset="utf-8")
	catalogue.add("Falta el nombre.", "The name is missing.")
	catalogue.add("{name} no responde.", "{name} does not answer.")
	catalogue.add("El correo", "The mailer")
	catalogue.add(("Es {count} fila.", "Son {count} filas."), ("{count} row.", "{count} rows."))
	place = tmp_path / "en" / languages.CATALOGUE
	place.parent.mkdir(parents=True)
	place.write_bytes(write_catalogue(catalogue))
	with open_languages(tmp_path):
		yield


class TestText:
	def test_spanish_is_the_text_itself(self) -> None:
		assert str(say("Van {count} de {most}.", count=2, most=5)) == "Van 2 de 5."
		assert str(say("Lleva «{» y no pide nada.")) == "Lleva «{» y no pide nada."
		assert [str(_rows(n)) for n in (0, 1, 2)] == [
			"Son 0 filas.", "Es 1 fila.", "Son 2 filas.",
		]  # fmt: skip

	def test_a_number_is_written_as_its_readers_do(self, english: None) -> None:
		text = say("Quedan {left} de {total} (envío {id}).", left=1234, total=1_000_000, id=54321)
		assert text.render("es") == "Quedan 1.234 de 1.000.000 (envío 54321)."
		assert text.render("en") == "Quedan 1,234 de 1,000,000 (envío 54321)."
		assert text.list_parameters()["left"] == 1234

	def test_it_is_a_value(self) -> None:
		text = say("{name} no responde.", name=say("El correo"))
		assert text == say("{name} no responde.", name=say("El correo")) != say("{name}", name=1)
		assert pickle.loads(pickle.dumps(text)) == text
		assert len({text, say("{name} no responde.", name=say("El correo"))}) == 1

	def test_the_language_is_chosen_when_it_is_read(self, english: None) -> None:
		text = say("{name} no responde.", name=say("El correo"))
		assert text.render("en") == "The mailer does not answer."
		assert (str(text), text.render("qu")) == ("El correo no responde.",) * 2
		set_language("en")
		assert (str(text), str(_rows(2))) == ("The mailer does not answer.", "2 rows.")
		assert str(say("Nadie lo ha traducido.")) == "Nadie lo ha traducido."
		set_language("xx")
		assert str(text) == "El correo no responde."

	def test_languages_are_the_catalogues_that_exist(self, english: None) -> None:
		assert list_languages() == ("es", "en")


class TestKeeping:
	@given(text=TEXTS)
	def test_what_a_row_keeps_is_read_back(self, text: Text) -> None:
		told = read_text(text.dump())
		assert str(told.dump()) == text.dump()
		assert read_text(told.dump()) == told
		assert isinstance(str(told), str)

	@pytest.mark.parametrize(
		"kept",
		[
			'{"text":"{a.__class__}","params":{"a":1}}',
			'{"text":"{a:>999999999}","params":{"a":1}}',
			'{"text":"{0}{}","many":"b","params":{"count":"x"}}',
			'{"text":{"text":"a","params":{}},"params":{}}',
			'{"text":"{count}","many":3,"params":{"count":[1]}}',
		],
	)
	def test_nobody_runs_anything_by_what_a_row_keeps(self, kept: str, english: None) -> None:
		assert len(read_text(kept).render("en")) < 100

	def test_parameters_are_plain_json(self) -> None:
		text = say("{a} {b}", a=say("El correo"), b=2)
		assert json.loads(text.dump())["params"] == {
			"a": {"text": "El correo", "params": {}},
			"b": 2,
		}

	def test_words_of_an_older_version_stay(self, english: None) -> None:
		assert str(read_text("Lo paró Ana {x}.")) == "Lo paró Ana {x}."
		assert str(read_text('{"text": 1')) == '{"text": 1'
		assert str(read_text('{"text":["a"],"params":3}')) == '{"text":["a"],"params":3}'
		assert read_text("Falta el nombre.").render("en") == "The name is missing."


def _rows(count: int) -> Text:
	return say_many("Es {count} fila.", "Son {count} filas.", count=count)
