"""Numbers in what a page says stand as Ecuador writes them."""

import pytest
from flask_babel import gettext, ngettext

from portal.app import create_app


@pytest.mark.parametrize(
	("count", "text"), [(1, "1 par"), (999, "999 pares"), (1234, "1.234 pares")]
)
def test_a_count_has_its_separators(count: int, text: str) -> None:
	with create_app().test_request_context():
		assert ngettext("%(num)s par", "%(num)s pares", count) == text


def test_other_numbers_and_texts_stay() -> None:
	with create_app().test_request_context():
		assert gettext("%(count)s de %(year)s", count=12345, year=2026) == "12.345 de 2026"
		assert gettext("El %(id)s: %(count)s", id=12345, count="1.234") == "El 12345: 1.234"
