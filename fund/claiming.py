"""Whose a draft without an account may become."""

from allauth.account.models import EmailAddress

from fund.models import Application


def claimable_by(user):
    """Drafts without an account whose address this person has confirmed."""
    addresses = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    rows = Application.objects.drafts().filter(owner__isnull=True, applicant__isnull=True)
    return rows.filter(email__in=[address.lower() for address in addresses])
