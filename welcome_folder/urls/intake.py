"""Addresses of taking people in, of persons, families, papers and a folder's state."""

from django.urls import path

from welcome_folder.views import documents, families, intake, joining, people, states

urlpatterns = [
    path("aufnahme/", intake.intake_create, name="intake-create"),
    path("aufnahme/suche/", intake.intake_search, name="intake-search"),
    path("aufnahme/bitte/", intake.join_request_create, name="join-request-create"),
    path("aufnahme/bitte/<uuid:asked>/zurueck/", joining.join_request_withdraw, name="join-request-withdraw"),
    path("ordner/<uuid:pk>/person/", people.person_detail, name="person-detail"),
    path("ordner/<uuid:pk>/person/aendern/", people.person_edit, name="person-edit"),
    path("ordner/<uuid:pk>/familie/", families.family_list, name="family-list"),
    path("ordner/<uuid:pk>/familie/neu/", families.family_create, name="family-create"),
    path("ordner/<uuid:pk>/familie/<uuid:tie>/", families.family_edit, name="family-edit"),
    path("ordner/<uuid:pk>/familie/<uuid:tie>/name/", families.relative_edit, name="relative-edit"),
    path("ordner/<uuid:pk>/familie/<uuid:tie>/ordner/", intake.relative_intake, name="relative-intake"),
    path("ordner/<uuid:pk>/familie/<uuid:tie>/entfernen/", families.family_remove, name="family-remove"),
    path("ordner/<uuid:pk>/dokumente/", documents.document_list, name="document-list"),
    path("ordner/<uuid:pk>/dokumente/neu/", documents.document_create, name="document-create"),
    path("ordner/<uuid:pk>/dokumente/<uuid:document>/", documents.document_edit, name="document-edit"),
    path("ordner/<uuid:pk>/datei/<uuid:file>/", documents.document_file, name="document-file"),
    path("ordner/<uuid:pk>/datei/<uuid:file>/original/", documents.document_original, name="document-original"),
    path("ordner/<uuid:pk>/datei/<uuid:file>/loeschen/", documents.document_file_remove, name="document-file-remove"),
    path("ordner/<uuid:pk>/stand/", states.folder_state, name="folder-state"),
    path("ordner/<uuid:pk>/stand/ruhen/", states.folder_rest, name="folder-rest"),
    path("ordner/<uuid:pk>/stand/aufnehmen/", states.folder_resume, name="folder-resume"),
    path("ordner/<uuid:pk>/stand/schliessen/", states.folder_close, name="folder-close"),
    path("ordner/<uuid:pk>/stand/oeffnen/", states.folder_reopen, name="folder-reopen"),
    path("ordner/<uuid:pk>/stand/einschraenken/", states.folder_restrict, name="folder-restrict"),
    path("ordner/<uuid:pk>/stand/uneingeschraenkt/", states.folder_unrestrict, name="folder-unrestrict"),
    path("ordner/<uuid:pk>/bitten/", joining.join_request_list, name="join-request-list"),
    path("ordner/<uuid:pk>/bitten/<uuid:asked>/ja/", joining.join_request_grant, name="join-request-grant"),
    path("ordner/<uuid:pk>/bitten/<uuid:asked>/nein/", joining.join_request_refuse, name="join-request-refuse"),
]
