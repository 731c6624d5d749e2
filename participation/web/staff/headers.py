"""What every answer of the staff app tells the browser to do, and not to do."""

from base64 import b64encode
from hashlib import sha256

from flask import Response, g, request

# The one script inside a page, from GOV.UK Frontend's template: it says that scripts run.
INLINE_SCRIPT = (
    "document.body.className += ' js-enabled' + "
    "('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');"
)


def _hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src 'self' {_hashed(INLINE_SCRIPT)}",
        "style-src 'self'",
        "img-src 'self'",
        "frame-src 'self'",
        # A page that waits for the worker asks its own address how far it is.
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

# A form over HTTPS is refused without a Referer, so "no-referrer" would lock everyone out.
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # For browsers too old to know a content policy.
    "X-XSS-Protection": "1; mode=block",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex",
}


def protect(response: Response) -> Response:
    """Return the response with its headers; nothing but static parts is kept by a browser."""
    response.headers.update(HEADERS)
    if "framed_policy" in g:
        response.headers["Content-Security-Policy"] = g.framed_policy
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
