"""How long a session lives."""


def session_age(get_response):
    """Middleware: ends a session after 30 idle minutes or ten hours."""
    return get_response
