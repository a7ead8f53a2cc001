"""What may be uploaded at all, before any view looks at it."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

MOST_BYTES = 12 * 1024 * 1024


class Bounded(FileUploadHandler):
    """Leaves out the files of whoever sends more than a photograph and its form need; nothing of them is kept."""

    is_too_big = False

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803
        self.is_too_big = content_length > MOST_BYTES

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        if self.is_too_big:
            raise SkipFile

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None
