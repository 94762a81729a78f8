"""Who wants to know how a look-up is answered reads few files: those whose code runs for it."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from chasqui.stack.places import REPOSITORY
from risk_soap.app.gateway import Answer, Gateway
from risk_soap.app.web import create_app
from risk_soap.config import RiskConfig
from tests.support.risk_door import ask_one, make_token, wrap
from tests.support.rsgi import post, run_apart

SERVICE = str(REPOSITORY / "services" / "risk_soap")
MOST_FILES = 9


@contextmanager
def collect_files(found: set[str]) -> Iterator[None]:
	"""Note the files of the service whose functions are called, in all threads."""

	def note(frame: FrameType, *_: object) -> None:
		found.add(frame.f_code.co_filename)

	threading.setprofile(note)
	sys.setprofile(note)
	try:
		yield
	finally:
		sys.setprofile(None)
		threading.setprofile(None)  # type: ignore[arg-type] - the same as for sys


def ask(gateway: Gateway) -> Answer:
	"""Return status, headers and body of a look-up with a token."""
	body = wrap(ask_one("cedula", "1710034065"), header=make_token()).encode()
	return run_apart(post(gateway, body))


class TestReadingPath:
	def test_a_look_up_crosses_few_files(self, loaded: RiskConfig) -> None:
		app = create_app(loaded)
		ask(Gateway(app, 1, patience=5))  # the first question builds what the others find built
		found: set[str] = set()
		with collect_files(found):
			status, _, body = ask(Gateway(app, 1, patience=5))
		assert status == 200
		assert b"<status>FOUND</status>" in body
		own = sorted(file.removeprefix(SERVICE) for file in found if file.startswith(SERVICE))
		assert "/use_cases/risk_reader.py" in own
		assert len(own) <= MOST_FILES, own
