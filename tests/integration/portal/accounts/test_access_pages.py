"""What the administrator reads about who may do what."""

import re

import pytest

from chasqui.contracts.access import ROLE_PERMISSIONS, Permission, Role, Service
from chasqui.contracts.every_endpoint import load_endpoints
from tests.support.portal_world import PortalWorld

PAGE = "/accesos/"
ADDRESSES = f"{PAGE}direcciones"


@pytest.mark.covers("K33")
class TestAccess:
	def test_the_matrix_says_what_the_table_of_roles_says(self, portal: PortalWorld) -> None:
		page = portal.open("admin").get(PAGE).text
		rows = re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", page, re.S)
		assert len(rows) == len(Permission)
		for permission, row in zip(Permission, rows, strict=True):
			assert permission.value in row
			cells = re.findall(r"<td.*?</td>", row, re.S)
			having = [role for role, cell in zip(Role, cells, strict=False) if "sí" in cell]
			assert having == [role for role in Role if permission in ROLE_PERMISSIONS[role]]

	def test_every_address_is_there(self, portal: PortalWorld) -> None:
		page = portal.open("admin").get(ADDRESSES).text
		for one in load_endpoints():
			assert f"{one.method} {one.path}" in page

	@pytest.mark.parametrize("permission", [Permission.IMPORTS_RUN, Permission.CALLS_MAKE])
	def test_a_permission_leads_to_its_addresses(
		self, portal: PortalWorld, permission: Permission
	) -> None:
		visitor = portal.open("admin")
		assert f"{ADDRESSES}?permission={permission.value}" in visitor.get(PAGE).text
		page = visitor.get(f"{ADDRESSES}?permission={permission.value}").text
		asked = [one for one in load_endpoints() if permission in one.needs]
		assert page.count('<th scope="row"') == len(asked)
		other = visitor.get(f"{ADDRESSES}?permission={permission.value}&service={Service.MAILER}")
		assert "Ninguna dirección coincide" in other.text

	def test_a_filter_that_is_not_understood_is_said(self, portal: PortalWorld) -> None:
		page = portal.open("admin").get(f"{ADDRESSES}?permission=todo").text
		assert "todo" in page
		assert "alert" in page
