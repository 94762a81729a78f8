import os
import shutil
from pathlib import Path

import psycopg
import pytest
import redis

from chasqui.stack.places import NOBODY, choose_postgres_folder, find_free_port, is_root
from chasqui.stack.redis import EmbeddedRedis
from tests.support.servers import TestServers

DANGEROUS = (
	"CONFIG SET dir /tmp",
	"CONFIG GET requirepass",
	"MODULE LIST",
	"DEBUG SLEEP 0",
	"REPLICAOF NO ONE",
	"SLAVEOF NO ONE",
	"ACL LIST",
	"MONITOR",
	"SAVE",
	"SHUTDOWN NOSAVE",
)


class TestEmbeddedServers:
	def test_postgresql_18_answers_with_the_builtin_locale(self, servers: TestServers) -> None:
		with psycopg.connect(servers.postgres.build_url("postgres")) as connection:
			row = connection.execute(
				"SELECT current_setting('server_version_num')::int, datlocprovider, datlocale"
				" FROM pg_database WHERE datname = current_database()"
			).fetchone()
		assert row is not None
		assert row[0] >= 180000
		assert row[1:] == ("b", "C.UTF-8")

	def test_redis_keeps_its_data_on_disk_and_evicts_nothing(self, servers: TestServers) -> None:
		with redis.Redis.from_url(servers.redis.build_url(), decode_responses=True) as client:
			told = client.info()
		assert told["aof_enabled"] == 1
		assert told["maxmemory_policy"] == "noeviction"

	def test_no_server_runs_as_root_nor_lets_others_read(self, servers: TestServers) -> None:
		for name, folder in (
			("redis", servers.redis.folder),
			("postgres", servers.postgres.folder),
		):
			pid = servers.supervisor.children[name].pid
			assert Path(f"/proc/{pid}").stat().st_uid != 0
			assert folder.stat().st_mode & 0o077 == 0, name

	def test_redis_answers_nobody_without_the_password(self, servers: TestServers) -> None:
		with (
			redis.Redis(port=servers.redis.port) as client,
			pytest.raises(redis.AuthenticationError),
		):
			client.ping()

	@pytest.mark.parametrize("command", DANGEROUS)
	def test_redis_refuses_what_reaches_the_machine(
		self, servers: TestServers, command: str
	) -> None:
		with (
			redis.Redis.from_url(servers.redis.build_url()) as client,
			pytest.raises(redis.exceptions.NoPermissionError),
		):
			client.execute_command(*command.split())

	def test_slow_statements_are_told_without_values(self, servers: TestServers) -> None:
		with psycopg.connect(servers.postgres.build_url("postgres")) as connection:
			for name in ("log_parameter_max_length", "log_parameter_max_length_on_error"):
				row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
				assert row == ("0",)


def test_the_data_of_a_redis_that_ran_as_root_go_with_it(tmp_path: Path) -> None:
	old = tmp_path / "redis"
	(old / "appendonlydir").mkdir(parents=True)
	(old / "appendonlydir" / "one.aof").write_text("datos", "utf-8")
	server = EmbeddedRedis(old, find_free_port())
	try:
		server.build_spec()
		kept = server.folder / "appendonlydir" / "one.aof"
		assert kept.read_text("utf-8") == "datos"
		assert kept.stat().st_uid == (NOBODY if is_root() else os.getuid())
		assert old.exists() is not is_root()
	finally:
		shutil.rmtree(choose_postgres_folder(tmp_path), ignore_errors=True)
