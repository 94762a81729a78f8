"""The browser and the server judge an identification alike: both are run on the same numbers."""

import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest

from chasqui.contracts.customers.people import IdentityType
from chasqui.contracts.identities import (
	FINAL_CONSUMER,
	PUBLIC_WEIGHTS,
	BadIdentity,
	has_cedula_check_digit,
	parse_identity,
	strip_separators,
)
from chasqui.stack.places import REPOSITORY
from tests.support.node import find_node

SCRIPT = REPOSITORY / "services" / "portal" / "frontend" / "src" / "identities.js"
RUN = f"""
import {{ judge }} from {json.dumps(SCRIPT.as_uri())};
import {{ readFileSync }} from "node:fs";
const asked = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify(asked.map(([type, text]) => judge(type, text))));
"""
CEDULA, RUC, RUT = IdentityType.CEDULA, IdentityType.RUC, IdentityType.RUT_CL
PROVINCES = ("00", "01", "09", "17", "24", "25", "29", "30", "31", "50", "51", "99")
ENDINGS = ("000", "001", "010", "999")
SEPARATED = ("{}", " {} ", "{}\u200b", "\u00a0{}")
DASHES = ("-", "\u2010", "\u2013")
Asked = tuple[IdentityType, str]


def make_cedula(random: Random, third: str) -> str:
	"""Return ten digits; of two, one has the right check digit."""
	nine = random.choice(PROVINCES) + third + f"{random.randrange(10**6):06d}"
	choices = [nine + str(digit) for digit in range(10)]
	right = next(one for one in choices if has_cedula_check_digit(one))
	return random.choice([right, random.choice(choices)])


def make_public(random: Random, third: str) -> str:
	"""Return the nine digits of an institution, its check digit right where there is one."""
	eight = random.choice(PROVINCES) + third + f"{random.randrange(10**5):05d}"
	total = sum(w * int(d) for w, d in zip(PUBLIC_WEIGHTS, eight, strict=False))
	return eight + str((11 - total % 11) % 11 % 10)


def make_rut(random: Random) -> str:
	body = f"{random.randrange(10**6, 10**8)}"
	return f"{random.choice(['', 'CL'])}{body}-{random.choice('0123456789kK')}"


def list_numbers() -> Iterator[Asked]:
	"""Yield numbers of every kind, right and wrong, as people type them."""
	random = Random(12)
	for third in "0123456789":
		for ending in ENDINGS:
			for _ in range(25):
				yield CEDULA, make_cedula(random, third)
				yield RUC, make_cedula(random, third) + ending
				yield RUC, make_public(random, third) + random.choice("01") + ending
				yield RUT, make_rut(random)
	yield RUC, FINAL_CONSUMER
	yield RUC, "1768432681000"  # an institution's thousandth establishment


def separate(number: str, shape: str, dash: str) -> str:
	return shape.format(number[:-1] + dash + number[-1] if "-" not in number else number)


def list_asked() -> list[Asked]:
	numbers = enumerate(list_numbers())
	return [
		(kind, separate(one, SEPARATED[place % 4], DASHES[place % 3]))
		for place, (kind, one) in numbers
	]


def is_right(kind: IdentityType, text: str) -> bool:
	try:
		parse_identity(kind, text)
	except BadIdentity:
		return False
	return True


@pytest.fixture(scope="module")
def verdicts() -> list[tuple[Asked, str]]:
	"""Return what the browser's script says of each number."""
	asked = list_asked()
	done = subprocess.run(
		[find_node(), "--input-type=module", "-e", RUN],
		input=json.dumps([[kind.value, text] for kind, text in asked]),
		capture_output=True,
		text=True,
		check=True,
	)
	return list(zip(asked, json.loads(done.stdout), strict=True))


class TestBothSides:
	def test_the_browser_says_what_the_server_will(self, verdicts: list[tuple[Asked, str]]) -> None:
		told = [(one, verdict) for one, verdict in verdicts if verdict.startswith("short")]
		assert told == []
		wrong = [(one, said) for one, said in verdicts if is_right(*one) == said.startswith("bad")]
		assert wrong == []

	def test_the_numbers_are_right_and_wrong_in_every_way(
		self, verdicts: list[tuple[Asked, str]]
	) -> None:
		said = Counter(verdict for _one, verdict in verdicts)
		assert {"goodCedula", "badCedula", "goodRuc", "badRuc", "companyRuc"} <= said.keys()
		assert {"goodRut", "badRut"} <= said.keys()
		assert min(said.values()) > 20
		public = [text for (_kind, text), verdict in verdicts if verdict == "companyRuc"]
		assert any(strip_separators(text).endswith("000") for text in public)
