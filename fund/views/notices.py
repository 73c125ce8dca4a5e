"""Notices: what waits for whom, one notice from its words to the post, and the paper that an applicant gets."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fund import notice_blocks, notice_days, notice_paper, notice_rows
from fund.actions import doors, notice_files
from fund.actions import notices as actions
from fund.choices.notices import NoticeState
from fund.forms.notices import PostForm, WordingForm
from fund.models import Application, Notice
from fund.views.applicant_door import keys
from herne_integration import drafts, pdf
from herne_integration.one_form import is_sent
from herne_integration.pages import staff_page
from herne_integration.paging import page
from herne_integration.pdf import PdfResponse

OFFICE = "fund.manage_fund"
GET_POST = require_http_methods(["GET", "HEAD", "POST"])
BESIDE = ("application__applicant", "award", "resolution__item__session__board", "remedy", "signed_by", "posted_by")


@staff_page(OFFICE)
@require_safe
def notice_list(request):
    """Notices by what has to be done next."""
    day, user = timezone.localdate(), request.user
    numbers = notice_rows.counts(user, day)
    chosen = request.GET.get("was", "")
    if chosen not in notice_rows.LABELS:
        chosen = next((name for name in notice_rows.LABELS if numbers[name]), notice_rows.TO_DRAFT)
    is_draft = chosen == notice_rows.TO_DRAFT
    rows = notice_rows.undrafted(user) if is_draft else notice_rows.of_group(user, chosen, day)
    context = {
        "page": page(request, rows),
        "chosen": chosen,
        "label": notice_rows.LABELS[chosen],
        "tabs": notice_rows.tabs(chosen, numbers),
    }
    return render(request, "fund/notice_list.html", context)


@staff_page(OFFICE)
@GET_POST
def application_notice(request, pk):
    """The notice of an application; where there is none yet, the button that drafts it."""
    visible = Application.objects.visible_to(request.user).select_related("applicant", "round__fund")
    application = get_object_or_404(visible, pk=pk)
    notice = application.notices.first()
    if notice is None and request.method == "POST":
        notice = actions.draft(application=application, by=request.user)
        messages.success(
            request, f"Der Entwurf {notice.number} ist geschrieben. Alle Zahlen stammen aus dem Beschluss."
        )
    if notice is not None:
        return redirect("fund:notice-detail", notice.pk)
    return render(request, "fund/notice_missing.html", {"application": application})


@staff_page(OFFICE)
@require_safe
def notice_detail(request, pk):
    """One notice as a letter, what it lacks, and what may be done with it now."""
    notice = _notice(request, pk)
    context = {
        "notice": notice,
        "letter": notice_paper.letter(notice, day=notice.posted_on or timezone.localdate()),
        "lacks": actions.lacks(notice) if notice.state == NoticeState.DRAFT else [],
        "conditions": notice.award.conditions.all() if notice.award else [],
        "mark": notice_blocks.MARK,
        "days": _days(notice),
        "can_print": pdf.available(),
        "is_checker": actions.has_checked(request.user, notice.application),
        "may_sign": request.user.has_perm("fund.sign_notice"),
        "is_own_team": bool(doors.roles(notice.application, request.user)),
        "post_form": PostForm(initial={"posted_on": timezone.localdate()}),
    }
    return render(request, "fund/notice_detail.html", context)


@staff_page(OFFICE)
@GET_POST
def notice_edit(request, pk):
    """Other words for a draft; two who write at once see both texts."""
    notice = _notice(request, pk)
    form = WordingForm(drafts.posted(request), instance=notice)
    if is_sent(request, form):
        told = form.cleaned_data
        actions.reword(notice=notice, text=told["text"], by=request.user, version=told["version"])
        drafts.discard(request)
        messages.success(request, "Der Wortlaut ist gespeichert. Erstellen Sie das PDF neu.")
        return redirect("fund:notice-detail", pk)
    context = {"form": form, "title": f"Wortlaut {notice.number}", "button": "Speichern"}
    return render(request, "fund/desk_form.html", context | {"back": reverse("fund:notice-detail", args=[pk])})


@staff_page(OFFICE)
@require_POST
def notice_print(request, pk):
    """Makes the PDF that is going to be signed."""
    notice_files.print_draft(notice=_notice(request, pk), by=request.user)
    messages.success(request, "Das PDF ist erstellt. Jetzt unterschreibt jemand, der nicht formal geprüft hat.")
    return redirect("fund:notice-detail", pk)


@staff_page("fund.sign_notice")
@require_POST
def notice_sign(request, pk):
    """Signs the PDF; a second click finds it signed."""
    notice = _notice(request, pk)
    if notice.state != NoticeState.SIGNED or notice.signed_by_id != request.user.pk:
        actions.sign(notice=notice, by=request.user)
        messages.success(request, "Der Bescheid ist unterschrieben. Jetzt geht er zur Post.")
    return redirect("fund:notice-detail", pk)


@staff_page(OFFICE)
@require_POST
def notice_unsign(request, pk):
    """Takes the signature back, before it is posted."""
    actions.take_back_signature(notice=_notice(request, pk), by=request.user)
    messages.success(request, "Die Unterschrift ist zurückgenommen. Der Bescheid ist wieder ein Entwurf.")
    return redirect("fund:notice-detail", pk)


@staff_page(OFFICE)
@GET_POST
def notice_post(request, pk):
    """The day on the envelope; the days of service and remedy follow from it."""
    notice = _notice(request, pk)
    if notice.state == NoticeState.POSTED:
        return redirect("fund:notice-detail", pk)
    form = PostForm(request.POST if request.method == "POST" else None, initial={"posted_on": timezone.localdate()})
    if is_sent(request, form):
        notice = actions.post(notice=notice, by=request.user, **form.cleaned_data)
        messages.success(request, f"Abgesandt. {notice_days.served(notice.posted_on)}")
        return redirect("fund:notice-detail", pk)
    context = {"form": form, "title": f"{notice.number} absenden", "button": "Abgesandt eintragen"}
    return render(request, "fund/desk_form.html", context | {"back": reverse("fund:notice-detail", args=[pk])})


@staff_page(OFFICE)
@require_safe
def notice_preview(request, pk):
    """A draft on paper as it would be printed now; nothing is kept."""
    notice = _notice(request, pk)
    letter = notice_paper.letter(notice, day=timezone.localdate())
    context = {"letters": [letter], "title": f"Entwurf {notice.number}", "mark": notice_blocks.MARK}
    return PdfResponse(
        request, notice_paper.TEMPLATE, context, f"Entwurf {notice.number}", language="de", is_kept=False
    )


@require_safe
def notice_pdf(request, pk):
    """The file that was signed: for the office, and once it is posted for the applicant's team."""
    visible = Notice.objects.visible_to(request.user, keys=keys(request))
    return _file(visible.filter(pk=pk).first())


def _file(notice):
    if notice is None or not notice.sha256:
        raise Http404
    name = f"{slugify(notice.get_kind_display())}-{notice.number}.pdf"
    answer = FileResponse(notice.pdf.open(), as_attachment=True, filename=name, content_type="application/pdf")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _notice(request, pk):
    return get_object_or_404(Notice.objects.visible_to(request.user).select_related(*BESIDE), pk=pk)


def _days(notice):
    """Why it counts as served and until when one may oppose it, in sentences."""
    if not notice.posted_on:
        return []
    found = [notice_days.served(notice.posted_on)]
    if notice.remedy:
        found.append(notice_days.remedy(notice.served_on, months=notice.remedy.months))
    return found
