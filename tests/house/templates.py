"""What a test can see in a template without rendering it."""

import ast
import fnmatch
import importlib.util
import re
from pathlib import Path

from django.conf import settings

from tests.house.sources import modules, templates, without_comments

PIECE = re.compile(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)[\"']")
NAMED = re.compile(r"[\w./-]+/[\w.-]+\.(?:html|txt|svg|xml)")
# Packages whose templates are replaced by ours of the same name.
REPLACED = ["allauth", "django"]
INLINE = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    # A block of data is no script: the browser runs nothing of it, and the policy does not look at it.
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc\s*=|\s+type=\"application/ld\+json\">)", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
}
# Templates of staff pages, plain German: everything else is read by the public.
STAFF = [
    "volunteers/_office_*.html",
    "volunteers/_work_*.html",
    # The agreement is signed in German, and so it is printed; nobody translates what binds.
    "volunteers/agreement_pdf.html",
    "volunteers/office*.html",
    "volunteers/route_list_pdf.html",
    "volunteers/work_*.html",
    "volunteers/still_needed*.html",
    "volunteers/mail/asked.txt",
    "volunteers/mail/still_needed.txt",
    "volunteers/mail/to_coordinator.txt",
    "accounts/mail/invitation.txt",
    "accounts/invitation_form.html",
    "accounts/invitation_list.html",
    "accounts/person_*.html",
    "fund/mail/cancelled.txt",
    "fund/mail/invitation.txt",
    "offers/_conflict.html",
    "offers/_decisions.html",
    "offers/_editing_tabs.html",
    "offers/_lexicon_*.html",
    "offers/_new_place.html",
    "offers/_offer_preview.html",
    "offers/_rows.html",
    "offers/_runs.html",
    "offers/editing_*.html",
    "offers/eligibility_form.html",
    "offers/eligibility_list.html",
    "offers/gap_list.html",
    "offers/import_*.html",
    "offers/_info_page_preview.html",
    "offers/info_page_form.html",
    "offers/info_page_preview.html",
    "offers/info_page_work.html",
    "offers/lexicon_*.html",
    "offers/open_value_form.html",
    "offers/missing_list.html",
    "offers/offer_form.html",
    "offers/offer_history.html",
    "offers/offer_preview.html",
    "offers/goal_list.html",
    "offers/open_point_list.html",
    "offers/structure_form.html",
    "offers/structure_leave.html",
    "offers/membership_*.html",
    "offers/structure_list.html",
    "offers/path_compare.html",
    "offers/path_form.html",
    "offers/path_preview.html",
    "offers/path_step_form.html",
    "offers/path_version.html",
    "offers/path_work_list.html",
    "offers/organisation_form.html",
    "offers/organisation_list.html",
    "offers/translation_form.html",
    "offers/worklist_*.html",
    "offers/responsibility_*.html",
    # Applications are written in German, the official language; so are the papers of them.
    "fund/_application_*.html",
    "fund/_agenda_money.html",
    "fund/_item_*.html",
    "fund/_minutes_text.html",
    "fund/_session_*.html",
    "fund/agenda_*.html",
    "fund/applicant_*.html",
    "fund/application_*.html",
    "fund/board_*.html",
    "fund/item_*.html",
    "fund/minutes_*.html",
    "fund/receipt_pdf.html",
    "fund/recusal_declare.html",
    "fund/seat_detail.html",
    "fund/session_*.html",
    "fund/sitting_*.html",
    "fund/submission_*.html",
    "fund/_office_tabs.html",
    "fund/formal_check.html",
    "fund/guideline_*.html",
    "fund/office_*.html",
    "fund/opinion_*.html",
    "fund/round_*.html",
    "fund/supplement_*.html",
    "fund/topic_list.html",
    "fund/_letter.html",
    "fund/award_*.html",
    "fund/council_*.html",
    "fund/desk_*.html",
    "fund/entry_list.html",
    "fund/money_base.html",
    "fund/notice_*.html",
    "fund/setup_*.html",
    "fund/year_*.html",
    "fund/mail/*.txt",
    "welcome_folder/_*.html",
    "welcome_folder/access_log.html",
    "welcome_folder/appointment_*.html",
    "welcome_folder/day_*.html",
    "welcome_folder/document_*.html",
    "welcome_folder/erasure_*.html",
    "welcome_folder/family_*.html",
    "welcome_folder/folder_*.html",
    "welcome_folder/handover_*.html",
    "welcome_folder/institution_*.html",
    "welcome_folder/intake_*.html",
    "welcome_folder/join_*.html",
    "welcome_folder/look_*.html",
    "welcome_folder/person_*.html",
    "welcome_folder/plan_*.html",
    "welcome_folder/print_*.html",
    "welcome_folder/team_*.html",
    "roof/_gallery_*.html",
    "roof/demo_people.html",
    "roof/gallery.html",
    "roof/mail/accessibility_report.txt",
    "welcome_folder/_draft_*.html",
    "welcome_folder/_intake_fields.html",
    "welcome_folder/_language_rows.html",
    "welcome_folder/_person_banner.html",
    "welcome_folder/_timeline_*.html",
    "welcome_folder/appointment_*.html",
    "welcome_folder/_erasure_*.html",
    "welcome_folder/document_*.html",
    "welcome_folder/erasure_*.html",
    "welcome_folder/family_*.html",
    "welcome_folder/folder_*.html",
    "welcome_folder/intake_*.html",
    "welcome_folder/join_request_*.html",
    "welcome_folder/person_*.html",
    "welcome_folder/print_*.html",
]
ATTRIBUTES = re.compile(r"\b(?:alt|title|placeholder|aria-label|content)\s*=\s*\"([^\"]*)\"")
WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{3,}")
# Not words of a language: formats, names, and what a head needs.
NOT_WORDS = {"PDF", "KERN", "Herne", "Betreff", "utf", "width", "device", "initial", "scale", "light", "dark"}
NOT_WORDS |= {"noindex", "nofollow", "referrer"}
ADDRESS = re.compile(r"\S+@\S+|\bwww\.\S+|https?:\S+")
INCLUDED = re.compile(r"{%\s*include \"([^\"]+)\"(.*?)%}")
IN_GERMAN = re.compile(r"<(\w+)\b[^>]*\slang=\"de\".*?</\1>", re.DOTALL)


def inline_code(text):
    """Kinds of inline style and script in a piece of HTML."""
    return sorted(kind for kind, pattern in INLINE.items() if pattern.search(text))


def with_inline_code(root):
    """Templates that the content security policy would break."""
    return [
        f"{name}: {kind}"
        for name, path in templates(root).items()
        for kind in inline_code(without_comments(path.read_text(encoding="utf-8")))
    ]


def unused(root):
    """Templates that no view, mail, tag or other template names."""
    patterns = _named_in_python(root)
    pieces = {piece for path in templates(root).values() for piece in PIECE.findall(path.read_text(encoding="utf-8"))}
    return [
        name
        for name in templates(root)
        if name not in pieces
        and not any(fnmatch.fnmatch(name, pattern) for pattern in patterns)
        and not _replaces(name)
    ]


def missing(root):
    """Templates that are named somewhere and do not exist."""
    there = set(templates(root))
    named = {pattern for pattern in _named_in_python(root) if NAMED.fullmatch(pattern)}
    named |= {piece for path in templates(root).values() for piece in PIECE.findall(path.read_text(encoding="utf-8"))}
    tops = {name.split("/")[0] for name in there}
    return sorted(name for name in named - there if name.split("/")[0] in tops and not _replaces(name))


def unmarked(root):
    """Words in public templates that nobody can translate, as `template: words`."""
    found = []
    for name, path in templates(root).items():
        if not any(fnmatch.fnmatch(name, staff) for staff in STAFF):
            found += [f"{name}: {words}" for words in unmarked_words(path.read_text(encoding="utf-8"))]
    return found


def unsigned(root):
    """Includes that shut the context (`only`) and hand over no token, though a form below them is posted with one.

    Django answers such a form with 403, and no test client notices: it does not check tokens.
    """
    texts = {name: without_comments(path.read_text(encoding="utf-8")) for name, path in templates(root).items()}

    def posts(name, above=()):
        text = texts.get(name, "")
        inner = {one for one, _given in INCLUDED.findall(text)} - {*above, name}
        return "{% csrf_token %}" in text or any(posts(one, (*above, name)) for one in inner)

    return [
        f"{name}: {inner}"
        for name, text in texts.items()
        for inner, given in INCLUDED.findall(text)
        if given.split()[-1:] == ["only"] and "csrf_token=csrf_token" not in given and posts(inner)
    ]


def unmarked_words(text):
    """Text between tags, and readable attributes, outside translate tags and of what says that it is German."""
    text = IN_GERMAN.sub(" ", without_comments(text))
    text = re.sub(r"{%-?\s*blocktrans.*?{%\s*endblocktrans(?:late)?\s*%}", " ", text, flags=re.DOTALL)
    text = re.sub(r"{%.*?%}|{{.*?}}", " ", text, flags=re.DOTALL)
    text = re.sub(r"<(style|script|title)\b.*?</\1>", " ", text, flags=re.DOTALL)
    readable = ATTRIBUTES.findall(text) + re.sub(r"<[^>]*>", "\n", text).split("\n")
    return [line.strip() for line in readable if set(WORD.findall(ADDRESS.sub("", line))) - NOT_WORDS]


def _named_in_python(root):
    """Strings of our modules that look like templates; what an f-string computes becomes `*`."""
    found = set()
    for module in modules(root):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.JoinedStr):
                found.add("".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return {text for text in found if text.endswith((".html", ".txt", ".svg", ".xml")) and text[0] != "*"}


def _replaces(name):
    """Whether the template stands in for one of a package's, or is a part of our crispy pack."""
    if name.startswith(f"{settings.CRISPY_TEMPLATE_PACK}/"):
        return name.removeprefix(f"{settings.CRISPY_TEMPLATE_PACK}/") in _crispy_names()
    # allauth's mails have a file for the subject and one for the text; ours have both in one.
    mail = name.replace("/mail/", "/email/").replace(".txt", "_message.txt")
    return any((_folder(package) / there).exists() for package in REPLACED for there in (name, mail))


def _crispy_names():
    """Names that crispy-forms looks for inside a pack."""
    text = "".join(path.read_text(encoding="utf-8") for path in _folder("crispy_forms").parent.rglob("*.py"))
    return set(re.findall(r"%s/([\w/.]+\.html)", text))


def _folder(package):
    """The folder of a package's templates."""
    return Path(importlib.util.find_spec(package).origin).parent / "templates"
