"""A checkout that only its owner may enter: the servers run from copies that `nobody` can."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from chasqui.kernel.process import keep_files_private
from chasqui.stack import postgres, redis
from chasqui.stack.places import choose_postgres_folder, find_free_port
from chasqui.stack.postgres import EmbeddedPostgres
from chasqui.stack.processes import Supervisor
from chasqui.stack.redis import EmbeddedRedis


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
	for module in (postgres, redis):
		monkeypatch.setattr(module, "is_open_to_all", lambda _path: False)
	before = os.umask(0)
	keep_files_private()
	yield tmp_path
	os.umask(before)
	shutil.rmtree(choose_postgres_folder(tmp_path), ignore_errors=True)


def test_both_servers_start(var: Path) -> None:
	database = EmbeddedPostgres(choose_postgres_folder(var), find_free_port())
	database.prepare()
	memory = EmbeddedRedis(var / "redis", find_free_port())
	supervisor = Supervisor(var / "log")
	try:
		supervisor.start(database.build_spec(), memory.build_spec())
		supervisor.wait_ready(["postgres", "redis"], 60)
	finally:
		supervisor.stop_all()
