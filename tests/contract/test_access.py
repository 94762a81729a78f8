"""Who may do what, over all services: a role's reach changes only when it is meant to.

A meant change renews the snapshot: ``CHASQUI_RENEW_CONTRACTS=1 pytest tests/contract``.
"""

import importlib
import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from chasqui.contracts.access import ROLE_PERMISSIONS, Permission, Role, list_permissions
from chasqui.kernel.config.settings import DataConfig
from tests.architecture.source import PRODUCT, REPOSITORY, list_files
from tests.architecture.test_features import SERVICES
from tests.contract.test_schemas import RENEW

SNAPSHOT = Path(__file__).with_name("access.json")
TABLE = REPOSITORY / "chasqui/contracts/access.py"
METHODS = {"HEAD", "OPTIONS"}


@pytest.fixture(scope="module")
def apps() -> list[Flask]:
	return [build_app(service) for service in SERVICES if service != "portal"]


@pytest.fixture(scope="module")
def reach(apps: list[Flask]) -> dict[str, dict[str, list[str]]]:
	"""By role or scope, and by service: what may be asked."""
	found: dict[str, dict[str, list[str]]] = {}
	for app in apps:
		for rule in app.url_map.iter_rules():
			access: Any = app.view_functions[rule.endpoint].access  # type: ignore[attr-defined]
			methods = "|".join(sorted((rule.methods or set()) - METHODS))
			for who in list_who(access):
				views = found.setdefault(who, {}).setdefault(app.name, [])
				views.append(f"{methods} {rule.rule}")
	return {who: {name: sorted(views) for name, views in by.items()} for who, by in found.items()}


@pytest.mark.covers("K33")
class TestAccess:
	def test_everybody_reaches_what_the_snapshot_says(self, reach: dict[str, Any]) -> None:
		if RENEW:
			text = json.dumps(reach, ensure_ascii=False, indent=1, sort_keys=True)
			SNAPSHOT.write_text(text + "\n", "utf-8")
		assert reach == json.loads(SNAPSHOT.read_text("utf-8"))

	def test_every_permission_is_asked_for_and_somebody_has_it(self) -> None:
		code = "".join(path.read_text("utf-8") for path in list_files(*PRODUCT) if path != TABLE)
		assert [one for one in Permission if f"Permission.{one.name}" not in code] == []
		assert frozenset().union(*ROLE_PERMISSIONS.values()) == set(Permission)

	def test_every_role_has_its_row(self) -> None:
		assert set(ROLE_PERMISSIONS) == set(Role)

	def test_a_role_of_a_newer_release_gives_nothing(self) -> None:
		assert list_permissions(["advisor", "astronaut"]) == ROLE_PERMISSIONS[Role.ADVISOR]


def build_app(service: str) -> Flask:
	"""Return a service's app; nothing connects by building it."""
	app: Flask = importlib.import_module(f"{service}.app.web").create_app(read_config(service))
	app.name = service
	return app


def read_config(service: str) -> DataConfig:
	module = importlib.import_module(f"{service}.config")
	[config] = [
		value
		for value in vars(module).values()
		if isinstance(value, type) and issubclass(value, DataConfig) and value is not DataConfig
	]
	return config()


def list_who(access: Any) -> list[str]:
	if access.is_public:
		return ["everybody"]
	roles = [role for role in Role if ROLE_PERMISSIONS[role] & access.permissions]
	return [*roles, *(f"service with {scope}" for scope in access.scopes)]
