"""Rounds that are open or still to come, and the fund that the public pages are about."""

from django.utils import timezone

from fund.models import Fund, GuidelineVersion, Round


def the_fund():
    """The city has one fund; None before it is set up. Should there be others, the public pages are about the first."""
    return Fund.objects.order_by("pk").first()


def aimed_at(at):
    """The round for which a draft begun now is written, or None."""
    return ahead(at).first()


def ahead(at):
    """Open and coming rounds of the fund, the next one first."""
    return Round.objects.not_closed(at).filter(fund=the_fund()).select_related("guideline")


def guideline(at):
    """The guideline that one reads now: that of the next round, else the newest valid one; None where there is none."""
    following = aimed_at(at)
    if following is not None:
        return following.guideline
    return GuidelineVersion.objects.valid_on(timezone.localdate(at)).filter(fund=the_fund()).first()
