"""Addresses that mails carry."""

from django.conf import settings


def resume(token, language="de"):
    """Where a mailed link goes on with a draft. That page exchanges the token by POST: mail programs look ahead."""
    return f"{settings.SITE_URL}/{language}/fonds/weiter/{token}/"
