"""A share says of how many it is."""

from portal.app import create_app
from portal.shell.labels.formats import format_share


def test_it_says_of_how_many() -> None:
	with create_app().test_request_context():
		assert format_share(617, 1234) == "50 % de 1.234"
		assert format_share(0, 0) == "—"
