"""Python reads this at its start wherever the folder is on PYTHONPATH: the process lives DAYS_LATER days ahead.

On a Saturday the tests start the portal on the next working day, since nobody visits a school at the weekend.
"""

import datetime
import importlib.util
import os

# The machine's own Python, with which make begins, has no time-machine, and nothing to date.
if importlib.util.find_spec("time_machine"):
    import time_machine

    later = datetime.timedelta(days=int(os.environ["DAYS_LATER"]))
    time_machine.travel(datetime.datetime.now(datetime.UTC) + later).start()
