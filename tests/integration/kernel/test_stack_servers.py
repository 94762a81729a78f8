import psycopg
import redis

from tests.support.servers import TestServers


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
		with redis.Redis(port=servers.redis.port, decode_responses=True) as client:
			assert client.config_get("appendonly")["appendonly"] == "yes"
			assert client.config_get("maxmemory-policy")["maxmemory-policy"] == "noeviction"
