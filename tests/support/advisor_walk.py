"""Finds every view of one customer that an advisor may ask for, and asks for it as one."""

import re

from chasqui.contracts.access import ROLE_PERMISSIONS, Role
from chasqui.kernel.web.app import WebApp

ADVISORS = ROLE_PERMISSIONS[Role.ADVISOR]
ONE_CUSTOMER = re.compile(r"<int:customer_id>")


def list_open_views(app: WebApp, token: str, customer_id: int) -> list[str]:
	"""Return the views that do not answer 404 to an advisor of other customers."""
	client = app.test_client()
	headers = {"Authorization": f"Bearer {token}"}
	answers = {
		f"{method} {rule}": client.open(rule, method=method, headers=headers, json={}).status_code
		for method, rule in _list_views(app, customer_id)
	}
	assert answers, "no view of one customer is open to advisors: the walk sees nothing"
	return [f"{view}: {status}" for view, status in answers.items() if status != 404]


def _list_views(app: WebApp, customer_id: int) -> list[tuple[str, str]]:
	return [
		(method, ONE_CUSTOMER.sub(str(customer_id), rule.rule))
		for rule in app.url_map.iter_rules()
		if ONE_CUSTOMER.search(rule.rule)
		and ADVISORS & app.view_functions[rule.endpoint].access.permissions
		for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
	]
