"""The one clock of the suite: ``python -m chasqui.beat.clock``.

A second beat idles behind a PostgreSQL advisory lock. It imports no service; even without the
lock nothing would happen twice, because unique keys in the services forbid it.
"""

from functools import partial

from celery import Celery
from celery.apps.beat import Beat

from chasqui.beat.lock import BeatLock
from chasqui.beat.scheduler import KeptScheduler
from chasqui.contracts.queues import BEAT_SCHEDULE
from chasqui.kernel.config.settings import DataConfig
from chasqui.kernel.log import set_up_logging
from chasqui.kernel.tasks.heartbeat import start_heartbeat
from chasqui.kernel.tasks.messages import build_transport_settings


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
	return app


def main() -> None:
	"""Tick, whenever this process holds the lock, until it is asked to end."""
	config = DataConfig()
	set_up_logging("beat", config.log_level)
	if config.ready_file is not None:
		start_heartbeat(config.ready_file)
	scheduler = partial(KeptScheduler, lock=BeatLock(config.database_url.get_secret_value()))
	app = build_beat(config)
	Beat(app=app, scheduler_cls=scheduler, quiet=True, loglevel=config.log_level).run()


if __name__ == "__main__":
	main()
