"""The tools of other people, run on the contract as it is served: what the guide says of each."""

from pathlib import Path

import pytest

from tests.integration.risk_soap.test_client_examples import SAID, run
from tests.support.toolkits import (
	make_axis,
	make_gsoap,
	make_jaxws,
	read_with_axis,
	read_with_gsoap,
	read_with_jaxws,
)

ENVELOPES = {
	"1.1": "http://schemas.xmlsoap.org/soap/envelope/",
	"1.2": "http://www.w3.org/2003/05/soap-envelope",
}


@pytest.mark.covers("K31")
class TestJaxws:
	def test_the_example_speaks_both_versions(self, url: str, tmp_path: Path) -> None:
		command = make_jaxws(f"{url}?wsdl", tmp_path)
		for version in ENVELOPES:
			assert run(command, url, version) == SAID

	def test_without_the_extension_it_leaves_the_second_port_out(
		self, url: str, tmp_path: Path
	) -> None:
		done = read_with_jaxws(f"{url}?wsdl", tmp_path)
		assert done.returncode == 0
		assert 'Ignoring SOAP port "RiskSoap12"' in done.stdout + done.stderr
		service = (tmp_path / "riesgo" / "RiskService.java").read_text("utf-8")
		assert "RiskSoap11" in service
		assert "RiskSoap12" not in service


@pytest.mark.covers("K31")
class TestAxis:
	def test_the_example_speaks_soap_11(self, url: str, tmp_path: Path) -> None:
		assert run(make_axis(f"{url}?wsdl=1.1", tmp_path), url, "1.1") == SAID

	def test_it_cannot_read_the_contract_with_both_ports(self, url: str, tmp_path: Path) -> None:
		done = read_with_axis(f"{url}?wsdl", tmp_path)
		assert done.returncode == 1
		assert "ERROR: Missing <soap:fault> element" in done.stdout + done.stderr
		assert not (tmp_path / "riesgo").exists()


@pytest.mark.covers("K31")
class TestGsoap:
	@pytest.mark.parametrize(("query", "version"), [("wsdl=1.1", "1.1"), ("wsdl", "1.2")])
	def test_the_example_speaks_the_version_of_its_contract(
		self, url: str, tmp_path: Path, query: str, version: str
	) -> None:
		command = make_gsoap(f"{url}?{query}", tmp_path)
		names = (tmp_path / "RiskSoap11.nsmap").read_text("utf-8")
		assert f'"SOAP-ENV", "{ENVELOPES[version]}"' in names
		assert run(command, url, version) == SAID

	def test_it_warns_of_two_ports_only(self, url: str, tmp_path: Path) -> None:
		both = read_with_gsoap(f"{url}?wsdl", tmp_path)
		assert "Warning: 2 service bindings found" in both.stderr
		assert "arning" not in read_with_gsoap(f"{url}?wsdl=1.1", tmp_path).stderr
