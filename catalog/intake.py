"""What a request gives to read, bounded: in memory only, and never more than 2 MB."""

from django.conf import settings

from catalog.forms import DiagnoseForm

#: A client that sends too much is still heard out, up to here, so that it gets to read the answer.
MOST_DRAINED = 16 * 1024 * 1024
_CHUNK = 64 * 1024


def form_of(request) -> DiagnoseForm:
    """The paste form with what ``request`` posted; with a fault, and nothing read, where that is too large."""
    if is_too_large(request, settings.DATA_UPLOAD_MAX_MEMORY_SIZE):
        return DiagnoseForm({}, too_large=True)
    return DiagnoseForm(request.POST, request.FILES)


def is_too_large(request, limit: int) -> bool:
    """Whether the body is larger than ``limit`` bytes by its header; then it is read and thrown away."""
    length = int(request.headers.get("Content-Length") or 0)
    if length <= limit:
        return False
    for _ in range(min(length, MOST_DRAINED) // _CHUNK + 1):
        if not request.read(_CHUNK):
            break
    return True
