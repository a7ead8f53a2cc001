"""The embedded broker: kombu's folder of messages, in which every message is whole.

Kombu opens a message's file in that folder and then writes it. A worker that looks in between reads an empty message,
and stops for good. Ours is written beside, and named as a message once it is whole.
"""

import json
import os
import time
import uuid
from pathlib import Path

from kombu.transport import TRANSPORT_ALIASES, filesystem


class Channel(filesystem.Channel):
    """Puts whole messages into the folder."""

    def _put(self, queue, payload, **kwargs):
        name = f"{round(time.monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        message = Path(self.data_folder_out) / name
        beside = message.with_suffix(".part")
        beside.write_text(json.dumps(payload))
        os.replace(beside, message)


class Transport(filesystem.Transport):
    """Kombu's, with our channel."""

    Channel = Channel


def register():
    """Let `filesystem://` mean ours."""
    TRANSPORT_ALIASES["filesystem"] = "satc.broker:Transport"
