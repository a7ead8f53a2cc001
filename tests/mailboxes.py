"""The mail a running portal has sent, read the same way from a folder and from a mail server."""

import time
from email import message_from_bytes, policy
from email.utils import getaddresses

from aiosmtpd.controller import Controller

from tests.servers import free_port

# What Django's file backend writes after each message.
END_OF_MESSAGE = b"\n" + b"-" * 79 + b"\n"


class Mailbox:
    """All mail sent, oldest first. A subclass gives `messages()`: pairs of (addresses in lower case, EmailMessage)."""

    def messages_to(self, address):
        return [message for to, message in self.messages() if address.lower() in to]

    def wait_for(self, address, subject_contains="", *, after=0, seconds=30):
        """The newest message to the address whose subject contains the words, past its first `after` messages.

        Note `len(mailbox.messages_to(address))` before an act, and pass it as `after` to get what the act sent.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            arrived = self.messages_to(address)[after:]
            fitting = [message for message in arrived if subject_contains.lower() in message["Subject"].lower()]
            if fitting:
                return fitting[-1]
            time.sleep(0.1)
        subjects = [message["Subject"] for message in self.messages_to(address)]
        raise AssertionError(
            f"No mail to {address} about {subject_contains!r} within {seconds} seconds; it has had {subjects}."
        )


class FolderMailbox(Mailbox):
    """What the development portal writes into its mail folder."""

    def __init__(self, folder):
        self.folder = folder

    def messages(self):
        files = sorted(self.folder.glob("*.log"), key=lambda file: (file.stat().st_mtime_ns, file.name))
        for file in files:
            for raw in file.read_bytes().split(END_OF_MESSAGE)[:-1]:
                message = message_from_bytes(raw, policy=policy.default)
                receivers = getaddresses([str(message.get(header, "")) for header in ("To", "Cc", "Bcc")])
                yield {address.lower() for _, address in receivers}, message


class CatchingMailbox(Mailbox):
    """A mail server that takes whatever it is given and passes nothing on."""

    def __init__(self):
        self.caught = []
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.caught.append(({address.lower() for address in envelope.rcpt_tos}, message))
        return "250 OK"

    def messages(self):
        return iter(list(self.caught))

    def stop(self):
        self.controller.stop()
