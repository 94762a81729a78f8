"""What a domain says of its mails, looked up in a real name server."""

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner

from chasqui.contracts.access import Role
from chasqui.contracts.mailer.domains import DnsState
from mailer.app.dkim_keys import main
from mailer.app.web import create_app
from mailer.config import MailerConfig
from mailer.sending.domain.dkim import read_keys
from mailer.sending.domain.dns_rules import judge_dmarc, judge_spf
from tests.support.dns_server import DnsServer
from tests.support.tokens import TokenMaker

DKIM = CliRunner().invoke(main, ["example.com", "--selector", "p"]).output.splitlines()[0]
GOOD = {
	("TXT", "example.com"): ["otra cosa", "v=spf1 mx -all"],
	("TXT", "_dmarc.example.com"): ["v=DMARC1; p=reject"],
	("MX", "mail.example.com"): ["10 mx.example.com."],
	**{("TXT", one.host): [one.record] for one in read_keys(DKIM)},
}


@pytest.fixture
def look(make_config: Callable[..., MailerConfig], tokens: TokenMaker) -> Callable[..., Any]:
	"""Return what the API says of the domain, with some records in the DNS."""

	def ask(records: dict[tuple[str, str], list[str]] | None, **changes: Any) -> Any:
		with DnsServer(records or {}) as server:
			address = server.address if records is not None else "127.0.0.1:9"
			settings = {"dkim_keys": DKIM, "reply_address": "r@mail.example.com", **changes}
			client = create_app(make_config(dns_server=address, **settings)).test_client()
			token = tokens.make_staff_token("mailer", Role.ADMINISTRATOR)
			signed = {"Authorization": f"Bearer {token}"}
			return client.get("/v1/mail-domain", headers=signed).get_json()

	return ask


def list_states(answer: Any) -> list[tuple[str, str]]:
	return [(one["kind"], one["state"]) for one in answer["records"]]


class TestDomain:
	def test_all_of_it_stands(self, look: Callable[..., Any]) -> None:
		answer = look(GOOD)
		assert {state for _, state in list_states(answer)} == {"good"}
		assert [kind for kind, _ in list_states(answer)] == ["spf", "dkim", "dkim", "dmarc", "mx"]
		assert (answer["is_signed"], answer["is_aligned"]) == (True, True)

	def test_nothing_stands(self, look: Callable[..., Any]) -> None:
		assert {state for _, state in list_states(look({}))} == {"missing"}

	def test_a_silent_dns_says_nothing_of_the_records(self, look: Callable[..., Any]) -> None:
		assert {state for _, state in list_states(look(None))} == {"unknown"}

	def test_another_key_and_another_domain_are_said(self, look: Callable[..., Any]) -> None:
		other = CliRunner().invoke(main, ["example.com", "--selector", "p"]).output.splitlines()[0]
		answer = look(GOOD, dkim_keys=other)
		assert [state for kind, state in list_states(answer) if kind == "dkim"] == [
			"wrong",
			"wrong",
		]
		foreign = CliRunner().invoke(main, ["otra.ec", "--selector", "p"]).output.splitlines()[0]
		assert look(GOOD, dkim_keys=foreign)["is_aligned"] is False
		assert look(GOOD, dkim_keys="[]")["is_signed"] is False


@pytest.mark.parametrize(
	("found", "state"),
	[
		(["v=spf1 mx -all"], DnsState.GOOD),
		(["V=SPF1 a ~all"], DnsState.GOOD),
		(["v=spf10 a"], DnsState.MISSING),
		(["v=spf1 -all", "v=spf1 mx -all"], DnsState.WRONG),
		(["v=spf1 +all"], DnsState.WRONG),
		(["v=spf1 " + "include:a.ec " * 10 + "-all"], DnsState.GOOD),
		(["v=spf1 " + "include:a.ec " * 9 + "a mx -all"], DnsState.WRONG),
		(["v=spf1 " + "ip4:192.0.2.1 " * 40 + "-all"], DnsState.GOOD),
		(None, DnsState.UNKNOWN),
	],
)
def test_spf_is_judged(found: list[str] | None, state: DnsState) -> None:
	assert judge_spf(found)[0] is state


@pytest.mark.parametrize(
	("found", "state"),
	[
		(["v=DMARC1; p=none"], DnsState.GOOD),
		(["v=DMARC1;p=quarantine;rua=mailto:a@example.com"], DnsState.GOOD),
		(["v=DMARC1; p=todo"], DnsState.WRONG),
		(["v=DMARC1"], DnsState.WRONG),
		(["v=DMARC1; p=none", "v=DMARC1; p=none"], DnsState.WRONG),
		(["p=none"], DnsState.MISSING),
	],
)
def test_dmarc_is_judged(found: list[str], state: DnsState) -> None:
	assert judge_dmarc(found)[0] is state
