import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
import yaml
from compose_spec import PyCompose

from chasqui.contracts.queues import BEAT_SCHEDULE
from chasqui.stack.places import REPOSITORY
from chasqui.stack.plan import WEB_SERVICES, WORKERS

FILE = REPOSITORY / "docker-compose.yml"
OURS = "chasqui-"
DEFAULTED = re.compile(r"\$\{\w+:-([^}]*)\}")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
	return dict(yaml.safe_load(FILE.read_text("utf-8")))


class TestCompose:
	def test_the_file_is_valid_compose(self, document: dict[str, Any]) -> None:
		# The parser knows neither merge keys nor variables, which compose does before it parses.
		plain = DEFAULTED.sub(r"\1", yaml.safe_dump(document))
		assert set(PyCompose.from_yaml(plain).service_names()) == set(document["services"])

	def test_every_process_of_the_suite_is_there(self, document: dict[str, Any]) -> None:
		names = set(document["services"])
		assert {f"{name.replace('_', '-')}-web" for name in WEB_SERVICES} <= names
		assert {f"{name}-worker" for name in WORKERS} <= names
		assert {"beat", "gateway", "postgres", "redis", "mailbox"} <= names
		assert BEAT_SCHEDULE

	def test_only_the_gateway_is_published(self, document: dict[str, Any]) -> None:
		published = [name for name, spec in document["services"].items() if "ports" in spec]
		assert published == ["gateway"]

	def test_our_processes_are_read_only_without_capabilities(
		self, document: dict[str, Any]
	) -> None:
		for name, spec in document["services"].items():
			if not str(spec.get("image", "")).startswith(OURS) or name == "keys":
				continue
			assert spec["read_only"], name
			assert spec["cap_drop"] == ["ALL"], name
			assert "user" not in spec, name  # the image's own: 10001

	def test_every_process_is_bounded_and_closed(self, document: dict[str, Any]) -> None:
		for name, spec in document["services"].items():
			assert spec["read_only"], name
			assert spec["cap_drop"] == ["ALL"], name
			assert spec["security_opt"] == ["no-new-privileges:true"], name
			assert spec["mem_limit"], name
			assert spec["pids_limit"], name

	def test_who_is_published_reaches_the_portal_only(self, document: dict[str, Any]) -> None:
		places: dict[str, set[str]] = {}
		for name, spec in document["services"].items():
			assert ("networks" in spec) != ("network_mode" in spec), name
			for network in spec.get("networks", ()):
				places.setdefault(network, set()).add(name)
		assert set(places) == set(document["networks"])
		assert places["gateway"] == {"gateway", "portal-web"}
		assert document["networks"]["data"]["internal"]
		assert document["networks"]["services"]["internal"]
		assert {"postgres", "redis"} <= places["data"]
		assert not {"portal-web", "mailbox", "gateway"} & places["data"]

	def test_redis_is_reached_with_its_password_only(self, document: dict[str, Any]) -> None:
		assert "redis://" not in json.dumps([one.get("environment") for one in
			document["services"].values()])  # fmt: skip
		for name, spec in document["services"].items():
			if "data" not in spec.get("networks", ()) or name in ("postgres", "redis"):
				continue
			targets = {one["target"] for one in spec["secrets"]}
			assert "chasqui_redis_url" in targets, name

	def test_no_secret_stands_in_the_file(self, document: dict[str, Any]) -> None:
		for name, spec in document["services"].items():
			for key, value in (spec.get("environment") or {}).items():
				is_secret = any(word in key for word in ("SECRET", "PASSWORD", "_KEY"))
				is_place = key.endswith("_FILE") or "://" in str(value)
				assert not is_secret or is_place, f"{name}: {key}"

	def test_every_secret_and_image_that_is_used_is_made(self, document: dict[str, Any]) -> None:
		known = set(document["secrets"])
		built = {spec["image"] for spec in document["services"].values() if "build" in spec}
		for spec in document["services"].values():
			for secret in spec.get("secrets", ()):
				assert (secret if isinstance(secret, str) else secret["source"]) in known
			if str(spec["image"]).startswith(OURS):
				assert spec["image"] in built

	def test_long_lived_processes_tell_their_health(self, document: dict[str, Any]) -> None:
		for name, spec in document["services"].items():
			if spec.get("restart") == "no" or name == "beat":
				continue
			assert "healthcheck" in spec, name


class TestSecrets:
	def test_they_are_made_once_and_closed_to_others(
		self, document: dict[str, Any], tmp_path: Path
	) -> None:
		copy(REPOSITORY / "deploy" / "make_secrets.py", tmp_path)
		for _ in range(2):
			subprocess.run([sys.executable, tmp_path / "make_secrets.py"], check=True)
			made = {path.name: path.read_text() for path in (tmp_path / "secrets").iterdir()}
		assert set(made) == set(document["secrets"])
		assert stat.S_IMODE(os.stat(tmp_path / "secrets").st_mode) == 0o700
		assert json.loads(made["service_secrets"])["mailer"] == made["mailer_client_secret"]
		assert made["mailer_database_password"] in made["mailer_database_url"]
		assert made["redis_password"] in made["redis_url"]
		assert made["redis_password"] in made["broker_url"]
