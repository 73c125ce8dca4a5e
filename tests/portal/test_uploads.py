"""What may be uploaded, what becomes of it, and what is refused with which sentence."""

import io
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from herne_integration import opening, uploads
from herne_integration.quarantine import kinds
from tests.house.sources import modules
from tests.portal import upload_samples as samples


def read(data, name="datei.pdf"):
    return uploads.read(SimpleUploadedFile(name, data))


def refusal(data):
    """The reason why something is not taken."""
    with pytest.raises(uploads.UploadRefused) as refused:
        read(data)
    assert refused.value.sentence == str(uploads.SENTENCES[refused.value.reason]) % {
        "megabytes": 15, "megapixels": 50, "pages": 60,
    }  # fmt: skip
    return refused.value.reason


def drawn(copy):
    """The copy as a picture."""
    with Image.open(io.BytesIO(copy)) as image:
        image.load()
        return image


def everything_in(copy):
    """All bytes of a PDF, unpacked."""
    whole = io.BytesIO()
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        pdf.save(whole, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                 object_stream_mode=pikepdf.ObjectStreamMode.disable)  # fmt: skip
    return whole.getvalue()


class TestPictures:
    @pytest.mark.parametrize(
        ("kind", "mode", "content_type"),
        [
            ("JPEG", "RGB", "image/jpeg"), ("JPEG", "L", "image/jpeg"), ("JPEG", "CMYK", "image/jpeg"),
            ("PNG", "RGB", "image/png"), ("PNG", "P", "image/png"), ("PNG", "1", "image/png"),
            ("PNG", "LA", "image/png"), ("PNG", "I;16", "image/png"),
            ("WEBP", "RGB", "image/webp"), ("WEBP", "RGBA", "image/webp"),
        ],
    )  # fmt: skip
    def test_every_kind_becomes_a_jpeg(self, kind, mode, content_type):
        taken = read(samples.picture(kind, mode=mode, colour=0))
        assert (taken.kind.content_type, taken.copy_kind.content_type) == (content_type, "image/jpeg")
        assert (taken.pages, drawn(taken.copy).size, drawn(taken.copy).format) == (1, (60, 40), "JPEG")

    def test_the_copy_stands_upright_and_says_nothing_about_place_camera_or_person(self):
        original = samples.photo()
        copy = read(original).copy
        assert samples.MARK.encode() in original
        assert samples.MARK.encode() not in copy
        image = drawn(copy)
        assert (image.size, dict(image.getexif())) == ((40, 60), {})
        assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert [image.getpixel((20, y))[0] > 128 for y in (10, 50)] == [False, True]

    def test_what_is_transparent_becomes_white(self):
        taken = read(samples.picture("PNG", mode="RGBA", colour=(0, 0, 0, 0)))
        assert drawn(taken.copy).getpixel((5, 5)) == (255, 255, 255)

    def test_a_grey_of_sixteen_bits_stays_that_grey(self):
        taken = read(samples.picture("PNG", mode="I;16", colour=40_000))
        assert abs(drawn(taken.copy).getpixel((5, 5))[0] - 40_000 // 256) <= 1

    def test_a_large_picture_is_looked_at_smaller(self):
        taken = read(samples.picture(size=(6000, 300)))
        assert drawn(taken.copy).size == (3000, 150)

    def test_one_that_bursts_is_refused_before_it_does(self):
        began = time.monotonic()
        assert refusal(samples.vast_png()) == "pixels"
        assert time.monotonic() - began < opening.WORK

    @pytest.mark.parametrize("kind", ["PNG", "WEBP"])
    def test_a_moving_one_is_refused(self, kind):
        assert refusal(samples.moving(kind)) == "moving"

    def test_a_telephones_double_picture_is_taken(self):
        assert read(samples.moving("MPO")).pages == 1


class TestPdfs:
    def test_the_copy_has_all_pages_and_their_text(self):
        taken = read(samples.pdf(3))
        assert (taken.kind.content_type, taken.copy_kind.content_type, taken.pages) == ("application/pdf",) * 2 + (3,)
        assert [f"(Seite {number}) Tj".encode() in everything_in(taken.copy) for number in (1, 2, 3, 4)] == [
            True
        ] * 3 + [False]

    def test_a_name_that_the_author_chose_is_not_mistaken_for_an_action(self):
        with pikepdf.open(io.BytesIO(read(samples.pdf()).copy)) as pdf:
            assert pdf.pages[0].obj.Resources.Font.keys() == {"/AA"}

    def test_the_copy_does_nothing_hides_nothing_and_leads_nowhere(self):
        original = samples.acting_pdf()
        assert original.count(samples.MARK.encode()) > 5
        whole = everything_in(read(original).copy)
        assert samples.MARK.encode() not in whole
        words = [b"JavaScript", b"/JS", b"/AA <<", b"/OpenAction", b"/Launch", b"/URI", b"/XFA",
                 b"/EmbeddedFile", b"/EF", b"/Annots", b"/AcroForm", b"/Metadata", b"/Outlines", b"/Names", b"/Info",
                 b"/PieceInfo", b"/Ref"]  # fmt: skip
        assert [word for word in words if word in whole] == []
        assert b"(Seite 1) Tj" in whole

    def test_what_was_filled_in_becomes_a_part_of_the_page(self):
        whole = everything_in(read(samples.filled_pdf()).copy)
        assert b"(ausgefuellt) Tj" in whole
        assert b"/Widget" not in whole

    def test_the_language_is_kept_for_reading_aloud_and_nothing_else_is_believed_to_be_one(self):
        def languages(word):
            def change(file):
                file.Root.Lang = word

            with pikepdf.open(io.BytesIO(read(samples.pdf(change=change)).copy)) as pdf:
                return str(pdf.Root.get("/Lang"))

        assert [languages("de-DE"), languages("<script>")] == ["de-DE", "None"]

    @pytest.mark.parametrize(
        ("make", "reason"),
        [
            (lambda: samples.pdf(61), "pages"), (lambda: samples.pdf(0), "broken"),
            (samples.locked_pdf, "locked"), (lambda: samples.locked_pdf(user="liest"), "locked"),
            (samples.needs_rendering_pdf, "form"), (samples.crowded_pdf, "involved"),
            (samples.bursting_pdf, "involved"), (lambda: samples.bursting_pdf(2**20, count=4), "involved"),
            (lambda: samples.bursting_pdf(2**20 + 2), "involved"),
            (lambda: samples.bursting_pdf(2**20, layers=2), "involved"), (samples.vast_picture_pdf, "pixels"),
            (samples.circular_pdf, "broken"), (samples.deep_pdf, "broken"), (lambda: samples.pdf()[:-60], "broken"),
        ],
        ids=["61 pages", "no page", "locked", "locked to open", "form", "many objects", "bomb", "bombs",
             "long drawing", "bomb in bomb",
             "vast picture", "circle", "deep", "cut off"],
    )  # fmt: skip
    def test_what_cannot_be_shown_or_would_burst_is_refused(self, make, reason, monkeypatch):
        smaller = opening.limits() | {
            "objects": 1000,
            "stream_bytes": 2**21,
            "drawing_bytes": 2**20,
            "unpacked_bytes": 3 * 2**20,
        }
        monkeypatch.setattr(opening, "limits", lambda: smaller)
        assert refusal(make()) == reason


class TestKinds:
    @pytest.mark.parametrize(
        ("make", "reason"),
        [
            (lambda: b"", "empty"), (lambda: b"Hallo", "unknown"), (lambda: b"\0" * 5000, "unknown"),
            (samples.archive, "unknown"), (lambda: samples.picture("GIF"), "unknown"),
            (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown"), (lambda: b"RIFF\0\0\0\0WAVE", "unknown"),
            (lambda: samples.archive() + samples.pdf(), "unknown"),
            (lambda: samples.pdf() + samples.archive(), "mixed"),
            (lambda: samples.photo() + samples.archive(), "mixed"), (lambda: samples.photo()[:-100], "broken"),
            (lambda: samples.picture("PNG")[:-30], "broken"), (lambda: b"%PDF-", "broken"),
            (lambda: b"\xff\xd8\xff\xe0" + samples.pdf(), "broken"),
        ],
        ids=["nothing", "text", "zeros", "archive", "gif", "svg", "sound", "archive first", "pdf and archive",
             "photo and archive", "photo cut off", "png cut off", "a beginning", "pdf in a jpeg"],
    )  # fmt: skip
    def test_what_is_not_on_the_list_is_refused(self, make, reason):
        assert refusal(make()) == reason

    def test_a_file_that_is_too_large_is_not_even_opened(self, monkeypatch, settings):
        settings.UPLOAD_BYTES = 15 * 1024 * 1024
        upload = SimpleUploadedFile("a.pdf", b"x")
        upload.size = settings.UPLOAD_BYTES + 1
        monkeypatch.setattr(uploads, "open_upload", None)
        with pytest.raises(uploads.UploadRefused, match="large"):
            uploads.read(upload)

    def test_our_own_look_and_puremagics_table_have_to_agree(self, monkeypatch):
        assert kinds.recognise(io.BytesIO(samples.pdf())) == kinds.PDF
        monkeypatch.setattr(kinds, "_matches", lambda head, tail: [])
        with pytest.raises(kinds.Refused, match="unknown"):
            kinds.recognise(io.BytesIO(samples.pdf()))

    def test_the_bytes_decide_and_not_the_name(self):
        taken = read(samples.picture("PNG"), "bescheid.pdf")
        assert (taken.name, taken.kind.content_type) == ("bescheid.png", "image/png")

    def test_nobody_else_opens_pictures_or_guesses_kinds(self):
        """One place reads an uploaded byte; the demo draws what it sends."""
        users = [one.name for one in modules() if {"PIL", "puremagic"} & set(_imported(one))]
        assert [name for name in users if not name.startswith(("herne_integration.quarantine.", "fund.demo."))] == []
        assert users


def _imported(module):
    lines = module.path.read_text(encoding="utf-8").split("\n")
    return [line.split()[1].split(".")[0] for line in lines if line.startswith(("import ", "from "))]


class TestNames:
    @pytest.mark.parametrize(
        ("sent", "shown"),
        [
            ("Bescheid 2026.pdf", "Bescheid 2026.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\Users\\x\\Scan.PDF", "Scan.pdf"),
            ("rechnung\u202efdp.exe", "rechnungfdp.exe.pdf"),
            ("\u2067شهادة\u2069.pdf", "شهادة.pdf"),
            ("نامه\u200cها.pdf", "نامه\u200cها.pdf"),
            ("foto.JPEG", "foto.pdf"),
            ("a" * 500 + ".pdf", "a" * 96 + ".pdf"),
            ('x"; filename="y.html', "x-- filename=-y.html.pdf"),
            ("a\r\nSet-Cookie: b=c.pdf", "aSet-Cookie- b=c.pdf"),
            ("  ..  ", "Datei.pdf"),
            (".pdf", "Datei.pdf"),
            ("", "Datei.pdf"),
            (None, "Datei.pdf"),
            ("Mu\u0308ller.pdf", "M\u00fcller.pdf"),
        ],
        ids=range(15),
    )
    def test_a_name_is_shown_without_what_deceives(self, sent, shown):
        assert uploads.shown_name(sent, "pdf") == shown


class TestTheKeeper:
    @pytest.fixture(autouse=True)
    def _fresh(self, monkeypatch):
        """A keeper of this test's own, ended with it."""
        monkeypatch.setattr(opening, "_keeper", None)
        yield
        if opening._keeper is not None:
            opening._keeper.end()

    def test_it_knows_no_secret_and_ends_with_the_portal(self):
        read(samples.pdf())
        process = opening._keeper.process
        environment = Path(f"/proc/{process.pid}/environ").read_bytes()
        assert sorted(line.split(b"=")[0] for line in environment.split(b"\0") if line) == [
            b"PYTHONDONTWRITEBYTECODE",
            b"PYTHONPATH",
        ]
        opening._keeper.port.close()
        assert process.wait(5) == 0

    def test_one_that_was_killed_is_replaced(self):
        read(samples.pdf())
        first = opening._keeper.process
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        assert read(samples.pdf()).pages == 1
        assert opening._keeper.process.pid != first.pid

    def test_where_none_starts_the_sentence_says_later(self, monkeypatch, caplog):
        monkeypatch.setattr(opening, "KEEPER", "herne_integration.quarantine.nowhere")
        assert refusal(samples.pdf()) == "away"
        assert "does not start" in caplog.text

    def test_a_file_that_takes_too_long_is_stopped_by_the_clock(self, monkeypatch):
        monkeypatch.setattr(opening, "WORK", 0.1)
        monkeypatch.setattr(opening, "WAY", 5)
        slow, began = samples.picture("PNG", size=(7000, 7000), mode="1", colour=0), time.monotonic()
        assert refusal(slow) == "involved"
        assert time.monotonic() - began < 3

    def test_a_file_that_wants_too_much_memory_is_stopped(self, monkeypatch):
        limits = opening.limits() | {"memory_bytes": 200 * 2**20}
        monkeypatch.setattr(opening, "limits", lambda: limits)
        assert refusal(samples.picture("PNG", size=(7000, 7000), mode="1", colour=0)) == "involved"

    def test_when_too_many_are_open_at_once_the_sentence_says_in_a_moment(self, monkeypatch):
        monkeypatch.setattr(opening, "WAIT", 0.05)
        with opening._turns, opening._turns:
            assert refusal(samples.pdf()) == "busy"

    def test_many_at_once_get_their_own_answers(self):
        with ThreadPoolExecutor(6) as pool:
            taken = list(pool.map(lambda pages: read(samples.pdf(pages)).pages, range(1, 13)))
        assert taken == list(range(1, 13))

    @pytest.mark.parametrize(
        "answer",
        [
            b"{",
            b"[]",
            b"1",
            b'{"kind": "text/html", "pages": 1}',
            b'{"kind": "image/png", "pages": "x"}',
            b'{"pages": 1}',
        ],
    )
    def test_a_child_that_was_taken_over_is_not_believed(self, answer, monkeypatch):
        monkeypatch.setattr(opening, "_ask", lambda source, target: answer)
        assert refusal(samples.pdf()) == "broken"

    def test_an_invented_reason_is_a_damaged_file(self, monkeypatch):
        monkeypatch.setattr(opening, "_ask", lambda source, target: b'{"refused": "<script>"}')
        assert refusal(samples.pdf()) == "broken"

    def test_nothing_of_the_quarantine_needs_the_portal(self):
        """Its process must start without settings, and know no secret even if it wanted to."""
        code = (
            "import sys; import herne_integration.quarantine.keeper; print([n for n in sys.modules if 'django' in n])"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[]"
