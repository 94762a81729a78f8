"""The one clock of the suite: ``python -m chasqui.kernel.beat``.

A second beat idles behind a PostgreSQL advisory lock. It imports no service; even without the
lock nothing would happen twice, because unique keys in the services forbid it.
"""

import time

import psycopg
import structlog
from celery import Celery
from celery.apps.beat import Beat

from chasqui.contracts.queues import BEAT_SCHEDULE
from chasqui.kernel.config import DataConfig
from chasqui.kernel.log import set_up_logging
from chasqui.kernel.messages import build_transport_settings

BEAT_LOCK = 7_204_116
LOCK_RETRY_SECONDS = 2.0


def build_beat(config: DataConfig) -> Celery:
	"""Return the Celery app whose schedule is the contract's."""
	app = Celery("beat", broker=config.broker_url.get_secret_value())
	app.conf.update(build_transport_settings(config.redis_prefix))
	app.conf.beat_schedule = {
		tick.task: {
			"task": tick.task,
			"schedule": tick.seconds,
			"options": {"queue": tick.queue, "expires": tick.lifetime},
		}
		for tick in BEAT_SCHEDULE
	}
	app.conf.beat_max_loop_interval = 1.0
	app.conf.beat_scheduler = "celery.beat:Scheduler"  # in memory: the rows say what was done
	return app


def wait_for_lock(url: str) -> psycopg.Connection[tuple[object, ...]]:
	"""Return a connection that holds the beat's lock, once no other beat does."""
	connection = psycopg.connect(url, autocommit=True)
	while True:
		row = connection.execute("SELECT pg_try_advisory_lock(%s)", [BEAT_LOCK]).fetchone()
		if row and row[0]:
			return connection
		time.sleep(LOCK_RETRY_SECONDS)


def main() -> None:
	"""Wait for the lock, then tick until the process is told to end."""
	config = DataConfig()
	set_up_logging("beat", config.log_level)
	with wait_for_lock(config.database_url.get_secret_value()):
		structlog.get_logger().info("beat_started")
		Beat(app=build_beat(config), quiet=True, loglevel=config.log_level).run()


if __name__ == "__main__":
	main()
