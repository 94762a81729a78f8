"""Merge fields are read by their names, wherever a subject is shown."""

import pytest

from chasqui.contracts.campaigns.scripts import SCRIPT_FIELDS
from chasqui.contracts.mailer.merge_fields import KNOWN_FIELDS
from portal.mailing.labels.merge_fields import NAMES, show_merged, write_merged
from tests.support.portal_world import open_portal


def test_every_field_of_mails_and_scripts_has_a_name() -> None:
	assert NAMES.keys() == {*KNOWN_FIELDS, *SCRIPT_FIELDS}


@pytest.mark.parametrize(
	("written", "read"),
	[
		("{{ primer_nombre }}, una noticia", "[Nombre de pila], una noticia"),
		("Hola, {{primer_nombre | amigo  mío}}", "Hola, [Nombre de pila o «amigo mío»]"),
		("{{ PRIMER nombre }}{{ empresa }}", "[Nombre de pila][Empresa]"),
		("{{ saldo }} y {{ sin cerrar", "[saldo] y {{ sin cerrar"),
		("{{ asesor }}: {{ objetivo }}", "[Quien llama]: [Objetivo de la campaña]"),
		("Sin campos", "Sin campos"),
		(None, ""),
	],
)
def test_a_subject_is_read_with_the_names_of_its_fields(written: str | None, read: str) -> None:
	with open_portal() as portal, portal.app.test_request_context():
		assert write_merged(written) == read


@pytest.mark.parametrize(
	("most", "read"),
	[
		(100, "Hola, [Nombre completo], le llamo"), (23, "Hola, [Nombre completo],…"),
		(21, "Hola, [Nombre completo]…"), (20, "Hola, …"), (3, "Hol…"),
	],
)  # fmt: skip
def test_a_long_text_is_cut_within_no_field(most: int, read: str) -> None:
	with open_portal() as portal, portal.app.test_request_context():
		shown = str(show_merged("Hola, {{ nombre }}, le llamo", most))
	assert shown.replace('<span class="merge-field">', "[").replace("</span>", "]") == read


def test_what_somebody_wrote_is_no_markup() -> None:
	with open_portal() as portal, portal.app.test_request_context():
		shown = show_merged("<b>{{ nombre | <i>tú</i> }}")
	assert "<b>" not in shown
	assert "<i>" not in shown
	assert shown.count('<span class="merge-field">') == 1
	assert not show_merged("")


def test_pages_show_no_braces() -> None:
	raw = "{{ primer_nombre }}, una noticia"
	with open_portal() as portal:
		world = portal.world
		for kept in (world.runs, world.designs, world.campaigns):
			for number, one in kept.items():
				kept[number] = one.model_copy(update={"subject": raw})
		for number, design in world.designs.items():
			world.designs[number] = design.model_copy(update={"description": ""})
		visitor = portal.open("jefa")
		for path in (
			"/disenos/", "/disenos/1", "/campanas/1/", "/campanas/1/correo/",
			"/campanas/1/correo/1", "/campanas/1/correo/2/cancelar",
		):  # fmt: skip
			page = visitor.get(path).text
			assert "Nombre de pila" in page, path
			assert "{{" not in page, path
