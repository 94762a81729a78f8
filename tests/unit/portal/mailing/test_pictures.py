"""Which mails show pictures that a preview does not."""

import pytest

from portal.mailing.labels.pictures import has_foreign_pictures

OWN = "https://portal.example.com/"


@pytest.mark.parametrize(
	("html", "is_foreign"),
	[
		("<p>Hola</p>", False),
		(f'<img src="{OWN}correo/imagenes/a.png">', False),
		('<img alt="" src="https://otro.example.com/a.png">', True),
		("<td background='http://otro.example.com/a.png'>", True),
		('<p style="background:url(https://otro.example.com/a.png)">', True),
		('<a href="https://otro.example.com/">otro</a>', False),
	],
)
def test_pictures_of_others_are_found(html: str, is_foreign: bool) -> None:
	assert has_foreign_pictures(html, OWN) is is_foreign
