"""Settings: questions that the foundation asks all apps. Dotted paths to who answers, resolved by import_string."""

# makes one thing ready after the migrations, idempotent: f() -> sentence or ""
PREPARATIONS = [
    "herne_integration.accounts.groups.sync",
    "offers.actions.reindexing.load_vocabulary",
    "offers.actions.lexicon.load",
    "offers.actions.indexing.fill",
    "offers.actions.brochure.order",
    "welcome_folder.actions.vocabulary.load",
    "volunteers.actions.vocabulary.load",
]
# loads the demo city once: f() -> None, through the actions
DEMO_LOADERS = [
    "herne_integration.roof.demo.load",
    "herne_integration.roof.demo.load_folders",
    "herne_integration.roof.demo.load_fund",
    "herne_integration.roof.demo.load_volunteers",
]
# what the launcher prints about it: f() -> list of lines
DEMO_LOGINS = "herne_integration.roof.demo.people.log_ins"
# what stands on "Meine Übersicht": f(user) -> list of overview.Item
OVERVIEWS = [
    "fund.board_overview.items",
    "fund.overview.items",
    "welcome_folder.overview.items",
    "volunteers.overview.items",
    "offers.overview.items",
]
# duties that must be handed over before an account closes: f(user) -> list of sentences
CLOSING_DUTIES = [
    "welcome_folder.actions.team.closing_duties",
    "fund.actions.applicants.closing_duties",
    "volunteers.actions.routes.closing_duties",
]
# duties that must be handed over before a role in an institution ends: f(membership) -> list of sentences
MEMBERSHIP_DUTIES = [
    "welcome_folder.actions.team.membership_duties",
    "volunteers.actions.routes.membership_duties",
]
# ends what an app gave to a person whose account closes: f(user=, by=) -> None
LEAVERS = [
    "welcome_folder.actions.team.end_places",
    "fund.actions.applicants.end_places",
    "fund.actions.boards.end_places",
    "volunteers.actions.leaving.end_profile",
    "offers.actions.memberships.end_all",
]
# roles that an app knows a person to have: f(user) -> list of sentences
ROLE_SOURCES = ["offers.actions.memberships.roles_of", "fund.actions.boards.roles_of"]
# what an app adds to the page of a person: f(viewer, person) -> list of (label, address)
PERSON_LINKS = ["offers.person_links.links"]
# what a job may prepare as a file: kind -> f(file) -> (name, content type, bytes)
PREPARED_FILES = {
    "offers-worklist": "offers.worklist.as_pdf",
    "folder-paper": "welcome_folder.actions.paper_files.whole",
    "folder-supplement": "welcome_folder.actions.paper_files.supplement",
    "fund-notices": "fund.actions.notice_files.bound",
    "match-run": "volunteers.actions.run_files.proposals",
}
# who may still have a prepared file, asked at its page and at its download: kind -> f(file, user) -> bool
PREPARED_GATES = {
    "folder-paper": "welcome_folder.actions.paper_files.may_fetch",
    "folder-supplement": "welcome_folder.actions.paper_files.may_fetch",
    "fund-notices": "fund.actions.notice_files.may_fetch",
    "match-run": "volunteers.actions.run_files.may_fetch",
}
# which uploaded files an app has attached to something: f(ids) -> those of the ids that are in use
FILE_OWNERS = ["welcome_folder.actions.documents.owned_files", "fund.actions.attachments.owned_files"]
# erases again what a restored backup has brought back: file of tombstones in PORTAL_STATE -> f(stones) -> keys
ERASURE_REPLAYS = {
    "tombstones.jsonl": "welcome_folder.actions.erasure.replay",
    "tombstones_volunteers.jsonl": "volunteers.actions.erasure.replay",
}
# what has served its time: f(*, at=None) -> how many were deleted
PURGES = [
    "herne_integration.mail.purge",
    "herne_integration.drafts.purge",
    "herne_integration.idempotency.purge",
    "herne_integration.prepared_files.purge",
    "herne_integration.stored_files.purge",
    "herne_integration.purging.sessions",
    "herne_integration.accounts.limits.purge",
    "herne_integration.accounts.sessions.purge",
    "herne_integration.jobs.purge",
    "offers.actions.missing.purge",
    "volunteers.actions.sign_up.purge",
    "volunteers.actions.clearances.purge",
    "fund.actions.drafts.purge",
]
# modules that define tasks
PROCRASTINATE_IMPORT_PATHS = [
    "herne_integration.jobs",
    "herne_integration.mail",
    "herne_integration.prepared_files",
    "herne_integration.purging",
    "herne_integration.stored_files",
    "offers.actions.reindexing",
    "offers.actions.brochure",
    "welcome_folder.actions.nightly",
    "welcome_folder.actions.reminders",
    "welcome_folder.tombstones",
    "volunteers.actions.nightly",
]
# how often in an hour one case worker may ask whether there is a folder already
FOLDER_SEARCHES_PER_HOUR = 30
# tables beside the change history on which nothing is ever rewritten: model labels
APPEND_ONLY_MODELS = [
    "welcome_folder.ViewLog",
    "welcome_folder.Tombstone",
    "fund.LedgerEntry",
    "fund.ApplicationVersion",
    "volunteers.Tombstone",
]
# functions of the owner that the app role may call: each one asks for itself whether it may do what it does
APP_FUNCTIONS = ["welcome_folder_erase(uuid)", "volunteers_erase(uuid)"]
