"""How the catalog's pages are kept by browsers and proxies: never shown without asking, and not sent twice.

A page is what the code, the templates and the catalog's rows make of its address; it knows no reader and sets no
cookie. So its ETag is the revision's token (``models.Revision``) with a mark of the running program: an edit is seen
at the next visit, and what has not changed is answered with a 304 after one query.
"""

import secrets
from functools import wraps

from django.conf import settings
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from catalog.models import Revision

#: Another program may make another page of the same rows; each start counts as another program.
PROGRAM = secrets.token_hex(4)


def etag(request, *args, **kwargs) -> str | None:
    """The state of everything that a page is made of; none while developing, when templates change under it.

    The token is left at ``request.revision``, for views that keep something under it.
    """
    request.revision = Revision.current()
    return None if settings.DEBUG else f'"{PROGRAM}-{request.revision}"'


def catalog_page(view):
    """``view`` as a page of the catalog: read-only, asked for anew each time but sent once."""
    return wraps(view)(require_safe(cache_control(no_cache=True)(condition(etag_func=etag)(view))))
