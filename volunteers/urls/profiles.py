"""Addresses of a volunteer's own pages."""

from django.urls import path

from volunteers.views import agreements, my, my_courses, my_data, profiles

urlpatterns = [
    path("ehrenamt/mein/", my.my, name="my"),
    path("ehrenamt/mein/profil/", profiles.my_profile, name="my-profile"),
    path("ehrenamt/mein/profil/<slug:step>/", profiles.my_edit, name="my-edit"),
    path("ehrenamt/mein/einsatz/<uuid:pk>/", my.my_placement, name="my-placement"),
    path("ehrenamt/mein/einsatz/<uuid:pk>/ja/", my.my_yes, name="my-yes"),
    path("ehrenamt/mein/einsatz/<uuid:pk>/nein/", my.my_no, name="my-no"),
    path("ehrenamt/mein/einsatz/<uuid:pk>/beenden/", my.my_end, name="my-end"),
    path("ehrenamt/einsaetze/<uuid:pk>/mitmachen/", my.my_interest, name="my-interest"),
    path("ehrenamt/mein/vereinbarung/<uuid:pk>/", agreements.my_agreement, name="my-agreement"),
    path("ehrenamt/mein/vereinbarung/<uuid:pk>/unterschreiben/", agreements.my_sign, name="my-sign"),
    path("ehrenamt/mein/schulungen/", my_courses.my_course_list, name="my-course-list"),
    path("ehrenamt/mein/schulungen/<uuid:pk>/anmelden/", my_courses.my_course_join, name="my-course-join"),
    path("ehrenamt/mein/schulungen/<uuid:pk>/abmelden/", my_courses.my_course_cancel, name="my-course-cancel"),
    path("ehrenamt/mein/pause/", profiles.my_pause, name="my-pause"),
    path("ehrenamt/mein/wieder-da/", profiles.my_resume, name="my-resume"),
    path("ehrenamt/mein/abwesend/", profiles.my_absence_create, name="my-absence-create"),
    path("ehrenamt/mein/abwesend/<int:pk>/loeschen/", profiles.my_absence_remove, name="my-absence-remove"),
    path("ehrenamt/mein/aufhoeren/", profiles.my_leave, name="my-leave"),
    path("ehrenamt/mein/zurueck/", profiles.my_return, name="my-return"),
    path("ehrenamt/mein/loeschen/", profiles.my_erase, name="my-erase"),
    path("ehrenamt/geloescht/", profiles.my_erased, name="my-erased"),
    path("ehrenamt/mein/daten/", my_data.my_data, name="my-data"),
    path("ehrenamt/mein/zustimmungen/", my_data.my_consents, name="my-consents"),
    path("ehrenamt/mein/zustimmungen/<slug:purpose>/geben/", my_data.my_consent_give, name="my-consent-give"),
    path(
        "ehrenamt/mein/zustimmungen/<slug:purpose>/zuruecknehmen/",
        my_data.my_consent_withdraw,
        name="my-consent-withdraw",
    ),
]
