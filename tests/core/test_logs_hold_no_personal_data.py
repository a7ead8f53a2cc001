import io
import logging

import pytest

from core.logfilters import RemovePersonalData


@pytest.fixture
def log():
    """A logger that writes through the filter, and what it has written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(RemovePersonalData())
    logger = logging.getLogger("tests.private")
    logger.propagate = False
    logger.addHandler(handler)
    yield logger, written
    logger.removeHandler(handler)


def test_an_address_in_a_message_is_taken_out(log):
    logger, written = log

    logger.warning("Wrote to %s and to ann.o'brien+x@school.sch.uk", "Head@School.sch.uk")

    assert written.getvalue() == "Wrote to [e-mail] and to [e-mail]\n"


def test_an_address_in_an_address_bar_is_taken_out(log):
    logger, written = log

    logger.warning("GET /track/?to=head%40school.sch.uk")

    assert written.getvalue() == "GET /track/?to=[e-mail]\n"


def test_the_token_of_a_link_is_taken_out(log):
    logger, written = log

    logger.warning("GET /links/eyJhIjoxfQ:1abc:Zm9v-_bar/ 200")

    assert written.getvalue() == "GET /links/[link]/ 200\n"


def test_an_error_and_its_traceback_are_cleaned(log):
    logger, written = log

    try:
        raise ValueError("head@school.sch.uk followed /links/abc123/")
    except ValueError:
        logger.exception("It failed")

    assert "ValueError: [e-mail] followed /links/[link]/" in written.getvalue()
    assert "head@school" not in written.getvalue()
    assert "abc123" not in written.getvalue()


def test_a_record_that_cannot_be_formatted_is_still_logged(log):
    logger, written = log

    logger.warning("%d schools", "head@school.sch.uk")

    assert written.getvalue() == "%d schools ('[e-mail]',)\n"
