"""The command that invents a consumer's secret."""

import json

from click.testing import CliRunner

from risk_soap.app.consumer import main
from risk_soap.config import RiskConfig
from risk_soap.use_cases.access_policy import ConsumerVerifier, Credential, digest_secret


class TestConsumerCommand:
	def test_what_it_says_to_add_holds_for_the_secret_that_it_shows(self) -> None:
		told, entry = run("mi-sistema", "--role", "lookup", "--per-minute", "60").splitlines()
		secret = told.removeprefix("clave de mi-sistema: ")
		config = RiskConfig(risk_consumers=json.loads(entry))
		one = config.risk_consumers["mi-sistema"]
		assert one.digests == [digest_secret(secret)]
		assert one.roles == {"lookup"}
		assert secret not in entry

	def test_every_secret_is_another(self) -> None:
		assert run("a") != run("a")

	def test_a_batch_role_that_could_never_ask_is_refused(self) -> None:
		result = CliRunner().invoke(main, ["a", "--burst", "10"])
		assert result.exit_code == 1
		assert "burst" in result.output


def run(*arguments: str) -> str:
	result = CliRunner().invoke(main, list(arguments))
	assert result.exit_code == 0, result.output
	return result.output


def test_an_empty_book_knows_nobody() -> None:
	assert ConsumerVerifier([]).find(Credential("", "")) is None
