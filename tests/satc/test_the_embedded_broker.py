"""Whoever looks into the embedded broker's folder finds whole messages alone."""

import threading

from kombu import Connection

from satc import broker

MANY = 400


def test_a_message_is_whole_whenever_it_is_read(tmp_path):
    broker.register()
    folders = dict.fromkeys(("data_folder_in", "data_folder_out", "control_folder"), str(tmp_path))
    options = {**folders, "polling_interval": 0.01}

    def connection():
        return Connection("filesystem://localhost//", transport_options=options)

    def send():
        with connection() as sending, sending.SimpleQueue("celery") as queue:
            for number in range(MANY):
                queue.put({"number": number, "words": "x" * 5000})

    sender = threading.Thread(target=send)
    with connection() as reading, reading.SimpleQueue("celery") as queue:
        sender.start()
        got = sorted(queue.get(timeout=20).payload["number"] for _ in range(MANY))
    sender.join()

    assert got == list(range(MANY))
    assert not list(tmp_path.glob("*.part"))
