"""Why a notice is served on its day and when its period ends, in sentences."""

from datetime import date

import pytest

from fund import notice_days, service_days


@pytest.mark.parametrize(
    ("posted", "served", "ends"),
    [
        (date(2024, 12, 31), "dritten Tag nach der Aufgabe zur Post als bekannt gegeben: Freitag, 03.01.2025.", None),
        (date(2025, 1, 2), "vierten Tag nach der Aufgabe zur Post als bekannt gegeben: Montag, 06.01.2025.", None),
        (
            date(2026, 3, 30),
            "Freitag, 03.04.2026. Dass das ein Feiertag ist, verschiebt diesen Tag nicht.",
            "bis Montag, 04.05.2026, 24 Uhr: Der 03.05.2026 ist ein Sonntag, deshalb endet sie am nächsten Werktag.",
        ),
    ],
)
def test_the_days_are_explained(posted, served, ends):

    assert notice_days.served(posted).endswith(served)
    if ends:
        assert notice_days.remedy(service_days.deemed_served(posted), months=1).endswith(ends)


def test_a_period_that_is_not_moved_says_no_more_than_its_end():
    words = notice_days.remedy(date(2026, 1, 12), months=1)
    assert words == "Die Rechtsbehelfsfrist läuft einen Monat lang bis Donnerstag, 12.02.2026, 24 Uhr."
