"""The Content-Security-Policy of every answer: nothing but this site's own files, no script in a page."""

#: CSP Level 3. The admin's pages and ours need no more: Django's admin has kept scripts and styles out of its pages
#: since 1.10 but for images as data.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def content_security_policy(get_response):
    """The middleware; an answer that brings a policy of its own keeps it."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware
