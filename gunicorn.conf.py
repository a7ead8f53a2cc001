"""How the web server runs; gunicorn reads this file by itself."""

import os

from satc import settings

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{settings.PORT}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# A browser keeps spare connections open, and each holds a sync worker until it is ended (docs/adr/0021).
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "8"))
preload_app = True
timeout = 60
graceful_timeout = 10
max_requests = 2000
max_requests_jitter = 200
control_socket_disable = True
# One place decides what may be logged: the query is left out, and the filter takes tokens from the path.
accesslog = "-"
access_log_format = "%(h)s %(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
logconfig_dict = {
    **settings.LOGGING,
    "loggers": {
        **settings.LOGGING["loggers"],
        "gunicorn.error": {
            "handlers": [],
            "level": settings.LOG_LEVEL,
            "propagate": True,
            "qualname": "gunicorn.error",
        },
        "gunicorn.access": {"handlers": [], "level": "INFO", "propagate": True, "qualname": "gunicorn.access"},
    },
}
