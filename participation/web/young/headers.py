"""What every answer of the young people's app tells the browser to do, and not to do."""

from flask import Response, g, request

# Sent with a form over HTTPS, a Referer is needed; "no-referrer" would lock everyone out.
ALWAYS = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
LEADS_ON = (204, 303)
# Not on the way from one question to the next, which shows nothing and is taken often.
OF_A_PAGE = {
    "X-Frame-Options": "DENY",
    # For phones too old to know a content policy.
    "X-XSS-Protection": "1; mode=block",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "X-Robots-Tag": "noindex, nofollow",
}


def policy() -> str:
    """Return the content policy: what this very page carries, our own forms, and no more."""
    rules = ["default-src 'none'"]
    styles = g.get("styles")
    if styles:
        rules += [f"style-src {' '.join(dict.fromkeys(styles))}", "img-src 'self' data:"]
    if "script" in g:
        rules += [f"script-src {g.script} 'self'", "connect-src 'self'"]
    return "; ".join((*rules, "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"))


def protect(response: Response) -> Response:
    """Return the response with its headers; a browser keeps nothing of it but our own parts."""
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.update(ALWAYS)
    if not (request.method == "POST" and response.status_code in LEADS_ON):
        response.headers.update(OF_A_PAGE)
    response.headers["Content-Security-Policy"] = policy()
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
