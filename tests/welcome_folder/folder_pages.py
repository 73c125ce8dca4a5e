"""Every page of a folder, and what a GET answers to those who have business with it."""

import re

from welcome_folder.urls import urlpatterns

# What a GET answers to the lead, and to a participant for another area (wohnen) than that of the entry.
TEAM, LEAD, BUTTON = (200, 200), (200, 404), (405, 405)
OWN = dict.fromkeys(
    [
        "person-detail",
        "person-edit",
        "family-list",
        "family-create",
        "family-edit",
        "relative-edit",
        "relative-intake",
        "document-list",
        "document-create",
        "folder-state",
        "join-request-list",
        "folder-detail",
        "appointment-create",
        "look-list",
        "print-detail",
        "paper-entry",
        "paper-entry-sheet",
        "plan-detail",
        "step-create",
        "need-create",
        "status-create",
        "legal-area-create",
        "team-list",
        "member-reassign",
        "handover-create",
    ],
    TEAM,
)
OWN |= dict.fromkeys(
    [
        "document-edit",
        "document-file",
        "document-original",
        "folder-rest",
        "folder-resume",
        "folder-close",
        "folder-reopen",
        "folder-restrict",
        "folder-unrestrict",
        "join-request-refuse",
        "appointment-edit",
        "appointment-log",
        "appointment-move",
        "appointment-correct",
        "appointment-cancel",
        "appointment-calendar",
        "agreement-void",
        "step-edit",
        "step-drop",
    ],
    LEAD,
)
OWN |= dict.fromkeys(
    [
        "family-remove",
        "document-file-remove",
        "join-request-grant",
        "draft-keep",
        "agreement-settle",
        "plan-make",
        "step-finish",
        "step-reopen",
        "member-end",
        "handover-revoke",
    ],
    BUTTON,
)
# There is no plan to change yet; only the lead takes people in.
OWN |= {"plan-change": (404, 404), "member-create": (200, 409)}
# For those whom the permission already keeps out: tests/house/test_access.py asks them for every page.
SOME = ["folder-detail", "document-file", "appointment-calendar", "look-list", "print-detail", "step-finish"]
# Nothing is entered from paper into a restricted folder: back to the folder.
RESTRICTED = {"paper-entry": 302, "paper-entry-sheet": 302}
# Nothing is entered into a closed folder.
CLOSED = {"paper-entry": 302, "paper-entry-sheet": 302}
# Of whom the handover is addressed to.
ADDRESSED = {
    "handover-detail": 200,
    "handover-accept": 405,
    "handover-decline": 200,
    "handover-contact": 405,
    "handover-finish": 405,
    "office-entry-create": 200,
}
# Pages that are about no folder of hers; tests/welcome_folder/access_*.py has them.
ELSEWHERE = re.compile(r"erasure-|join-request-withdraw$|institution-")


def pages():
    """{name: names of its arguments} of every page that is about one thing."""
    found = {one.name: re.findall(r"<\w+:(\w+)>", str(one.pattern)) for one in urlpatterns}
    return {name: arguments for name, arguments in found.items() if arguments and not ELSEWHERE.match(name)}
