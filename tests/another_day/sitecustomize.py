"""Python reads this at its start wherever the folder is on PYTHONPATH: the process lives DAYS_LATER days ahead.

On a Saturday the tests start the portal on the next working day, since nobody visits a school at the weekend. For the
pictures of the manual it lives on one day for ever, and with CHANCE chooses the same references each time.
"""

import importlib.util
import os
import random
import secrets
import time

A_DAY = 24 * 60 * 60

# The machine's own Python, with which make begins, has no time-machine, and nothing to date.
if importlib.util.find_spec("time_machine"):
    import time_machine

    traveller = time_machine.travel(time.time()).start()
    # Its clock starts when first asked. Processes must be set alike, or a row made by one lies ahead of another.
    asked = time.time()
    traveller.shift(time_machine.escape_hatch.time.time() - asked + int(os.environ["DAYS_LATER"]) * A_DAY)

if seed := os.environ.get("CHANCE"):
    chance = random.Random(seed)
    secrets.choice, secrets.randbits = chance.choice, lambda bits: int(seed)
