from correspondence.models.document import Document
from correspondence.models.message import Message

__all__ = ["Document", "Message"]
