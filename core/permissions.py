from core.exceptions import NotAllowed


def require(allowed, message="You can see this, but you can’t do that with it."):
    """Refuse an act that this person may not do; a page answers 403."""
    if not allowed:
        raise NotAllowed(message)
