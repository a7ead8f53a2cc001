from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "correspondence"
    verbose_name = "Documents and messages"

    def ready(self):
        from core import outbox
        from correspondence.models import Document, Message

        outbox.register(Document)
        outbox.register(Message)
