"""Tens of thousands of broken requests: each is answered properly, and leaves nothing behind."""

import gc
import io
import os
import random
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterable
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest

from risk_soap.app.web import create_app
from risk_soap.config import ConsumerSettings, RiskConfig
from risk_soap.soap.faults import BY_MEDIA_TYPE, FaultKind
from risk_soap.use_cases.access_policy import digest_secret
from tests.support.envelope_mutations import Request, make_request, mutate
from tests.support.risk_door import PASSWORD, USER

REQUESTS = 24_000
SEED = 20261120
GROWTH = 4 * 1024 * 1024  # bytes between the middle and the end; the allocator's own play
CODES = {kind.code for kind in FaultKind} - {"Internal", "RateLimited", "Unavailable"}
# Each request comes from elsewhere: wrong secrets from one place would soon not be looked at.
ADDRESSES = map(str, ip_network("10.0.0.0/8").hosts())


@pytest.mark.covers("K31")
class TestFuzz:
	def test_every_broken_request_is_answered_and_none_leaves_anything(
		self, loaded: RiskConfig
	) -> None:
		one = ConsumerSettings(
			digests=[digest_secret(PASSWORD)], per_minute=10_000_000, burst=10_000_000
		)
		app = create_app(loaded.model_copy(update={"risk_consumers": {USER: one}}))
		chance = random.Random(SEED)
		found: Counter[str] = Counter()
		resident = []
		for half in range(2):
			for _ in range(REQUESTS // 2):
				request = mutate(make_request(chance), chance)
				found[read_outcome(app, request)] += 1
			resident.append(measure_resident())
			assert sum(found.values()) == (half + 1) * REQUESTS // 2
		assert resident[1] - resident[0] < GROWTH, resident
		assert set(found) == CODES | {"answer"}, found
		assert min(found.values()) > 20, found


def read_outcome(app: Any, request: Request) -> str:
	"""Return what came of a request, after looking at the whole answer."""
	started: list[tuple[str, list[tuple[str, str]]]] = []
	environ = {
		"REQUEST_METHOD": "POST",
		"PATH_INFO": "/",
		"QUERY_STRING": "",
		"REMOTE_ADDR": next(ADDRESSES),
		"CONTENT_LENGTH": str(len(request.body)),
		"wsgi.input": io.BytesIO(request.body),
		**request.environ,
	}
	answer: Iterable[bytes] = app(
		environ, lambda status, headers: started.append((status, headers))
	)
	body = b"".join(answer)
	((line, pairs),) = started
	headers = dict(pairs)
	assert headers["Content-Length"] == str(len(body))
	assert "\r" not in headers["X-Request-Id"]
	version = BY_MEDIA_TYPE[headers["Content-Type"].partition(";")[0]]
	prefix = f"{{{version.namespace}}}"
	root = ElementTree.fromstring(body)
	(element,) = root.find(f"{prefix}Body") or ()
	if line.startswith("200"):
		assert element.tag.endswith("Response")
		return "answer"
	assert element.tag == f"{prefix}Fault"
	codes = [one.text for one in element.iter("{urn:chasqui:risk:v1}code")]
	assert len(codes) == 1
	assert b"Traceback" not in body
	assert b"1710034065" not in body
	return str(codes[0])


def measure_resident() -> int:
	"""Return the bytes of this process in memory."""
	gc.collect()
	pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
	return pages * os.sysconf("SC_PAGE_SIZE")
