from core.exceptions import Refused


def given(reason):
    """The reason, which somebody will read: an empty one is refused."""
    if not reason.strip():
        raise Refused("Say why.")
    return reason.strip()
