from dataclasses import dataclass


@dataclass(frozen=True)
class Waiting:
    """One act that waits for somebody: what to do, where, and a detail in plain words."""

    text: str
    url: str
    detail: str = ""
