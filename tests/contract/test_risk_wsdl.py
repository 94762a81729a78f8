"""The contract file says what the service does, and keeps saying it."""

import hashlib
from importlib import resources
from typing import Any

from lxml import etree

from risk_soap.soap.contract import render_wsdl
from risk_soap.soap.service import build_application
from risk_soap.soap.spyne_import import Soap11, Wsdl11

XS = "{http://www.w3.org/2001/XMLSchema}"
WSDL = "{http://schemas.xmlsoap.org/wsdl/}"
Shape = dict[str, Any]
# A change of the file is a change of the contract: clients out there keep copies of it.
DIGEST = "d9b2cf1914fb44469afd17db4dc1f1498b795511d6e04e32439d97d262b4e15b"


class TestRiskWsdl:
	def test_the_file_has_not_changed_unnoticed(self) -> None:
		assert hashlib.sha256(read_file()).hexdigest() == DIGEST

	def test_the_elements_are_those_that_the_service_reads_and_writes(self) -> None:
		written, served = read_shapes(read_file()), read_shapes(generate())
		for name in list_operations(generate()):
			assert written[name] == served[name]
			assert written[name + "Response"] == served[name + "Response"]

	def test_the_operations_are_those_of_the_service(self) -> None:
		assert list_operations(read_file()) == list_operations(generate())

	def test_the_served_contract_has_the_public_address(self) -> None:
		served = render_wsdl("https://riesgo.example.com/soap?a&b")
		assert b'location="https://riesgo.example.com/soap?a&amp;b/"' in served


def read_file() -> bytes:
	return resources.files("chasqui.contracts").joinpath("risk_v1.wsdl").read_bytes()


def generate() -> bytes:
	"""Return the contract as Spyne would write it from the classes."""
	wsdl = Wsdl11(build_application(Soap11).interface)
	wsdl.build_interface_document("http://127.0.0.1:8004/")
	document: bytes = wsdl.get_interface_document()
	return document


def list_operations(document: bytes) -> set[str]:
	root = etree.fromstring(document)
	return {one.get("name", "") for one in root.iterfind(f"{WSDL}portType/{WSDL}operation")}


def read_shapes(document: bytes) -> dict[str, Shape]:
	"""Return each global element as plain data, its types written out in full."""
	schema = etree.fromstring(document).find(f"{WSDL}types/{XS}schema")
	assert schema is not None
	assert schema.get("elementFormDefault") == "qualified"
	types = {
		one.get("name"): one for one in schema if one.tag in (f"{XS}complexType", f"{XS}simpleType")
	}
	return {one.get("name", ""): describe(one, types) for one in schema.iterfind(f"{XS}element")}


def describe(element: etree._Element, types: dict[Any, etree._Element]) -> Shape:
	shape: Shape = {
		"name": element.get("name"),
		"min": element.get("minOccurs", "1"),
		"max": element.get("maxOccurs", "1"),
		"nillable": element.get("nillable", "false"),
	}
	prefix, _, name = (element.get("type") or "").rpartition(":")
	kind = types.get(name) if prefix == "tns" else element.find(f"{XS}complexType")
	if kind is None:
		return {**shape, "type": name}
	if kind.tag == f"{XS}simpleType":
		facets = [(one.tag, one.get("value")) for one in kind.iterfind(f"{XS}restriction/*")]
		base = kind.find(f"{XS}restriction")
		assert base is not None
		return {**shape, "base": base.get("base"), "facets": sorted(facets)}
	children = kind.iterfind(f"{XS}sequence/{XS}element")
	return {**shape, "children": [describe(child, types) for child in children]}
