"""What a service raises when it will not do something. Each message is written for the person who asked."""


class Refused(Exception):
    """The rules don't allow this; the message says why and what may be done instead."""


class TransitionRefused(Refused):
    """The step doesn't start from the state that the thing is in."""


class NotAllowed(Refused):
    """This person may see the thing but may not do this with it; a page answers 403."""


class LinkRefused(Refused):
    """A link from a mail is old, used or altered."""


class NoLongerWanted(Refused):
    """What a message asks for was done before it went: it is dropped, and nobody need know."""


class CannotBeMade(Refused):
    """A document or message lacks something it needs; trying again by itself won't help, so the lead is told."""
