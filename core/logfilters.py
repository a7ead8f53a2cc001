"""Keeps personal data out of the logs, whoever writes them."""

import logging
import re

# Each run of letters is tried from its beginning alone, so that a long line takes no longer than its length.
EMAIL = re.compile(r"(?<![\w.+'-])([.+'-]*+)\w[\w.+'-]*+(?:@|%40)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
# The token of a link in a mail, or of somebody's private calendar.
LINK = re.compile(r"(/links/|(?<!/my)/calendar/)[^/\s\"'?]+", re.IGNORECASE)

_formatter = logging.Formatter()


def without_personal_data(text):
    """The text with every e-mail address and every link's token taken out."""
    return LINK.sub(r"\1[link]", EMAIL.sub(r"\1[e-mail]", text))


class RemovePersonalData(logging.Filter):
    """Takes e-mail addresses and link tokens out of a record: its message, its arguments, its traceback."""

    def filter(self, record):
        try:
            message = record.getMessage()
        except (TypeError, ValueError):
            message = f"{record.msg} {record.args}"
        record.msg, record.args = without_personal_data(message), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = _formatter.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = without_personal_data(record.exc_text)
        if record.stack_info:
            record.stack_info = without_personal_data(record.stack_info)
        return True
