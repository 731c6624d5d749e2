"""What every answer of the young people's app tells the browser to do, and not to do."""

from flask import Response, request

# Sent with a form over HTTPS, a Referer is needed; "no-referrer" would lock everyone out.
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # For phones too old to know a content policy.
    "X-XSS-Protection": "1; mode=block",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "X-Robots-Tag": "noindex, nofollow",
}


def policy(style_hashes: str) -> str:
    """Return the content policy: our own styles, our own forms, and no script at all."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {style_hashes}",
            "img-src 'self' data:",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def protect(response: Response, content_policy: str) -> Response:
    """Return the response with its headers; a browser keeps nothing of it."""
    response.headers.update(HEADERS)
    response.headers["Content-Security-Policy"] = content_policy
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
