"""An authenticator app, by RFC 6238: written anew here, so that it checks what the portal does."""

import base64
import hmac
import struct
import time

PERIOD = 30


def digits(key, at=None):
    """The six digits that the app shows for a key, now or at a moment in seconds."""
    counter = struct.pack(">Q", int(time.time() if at is None else at) // PERIOD)
    digest = hmac.digest(base64.b32decode(key), counter, "sha1")
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


class App:
    """The app on somebody's telephone, with the key that the portal gave them; perhaps some days ahead."""

    def __init__(self, key, *, days_later=0):
        self.key, self.ahead, self.used = key, days_later * 24 * 60 * 60, None

    def unused_digits(self):
        """Digits that haven't been typed before; if they have, it waits for the next."""
        while (shown := digits(self.key, time.time() + self.ahead)) == self.used:
            time.sleep(0.5)
        self.used = shown
        return shown
