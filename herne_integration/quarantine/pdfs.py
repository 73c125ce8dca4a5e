"""PDF files are put together anew from their pages: what people see does nothing, leads nowhere and hides nothing.

The copy has what is drawn on the pages, and no more. Scripts, actions, links, attached files, forms and notes about the
file are not looked for one by one: only what the list below names is taken along.
"""

import re
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from herne_integration.quarantine.kinds import Refused

# What a page of the copy has.
PAGE_KEYS = ["/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group", "/Resources", "/Contents"]
# Never taken along from what a page is made of: other files, notes, programs for printers, ties to what is gone.
DROPPED = {
    "/A", "/AA", "/AF", "/AcroForm", "/Alternates", "/Annots", "/Dest", "/EF", "/EmbeddedFiles", "/JavaScript", "/JS",
    "/Metadata", "/Names", "/OPI", "/OpenAction", "/PieceInfo", "/Ref", "/StructParent", "/StructParents", "/Thumb",
    "/URI", "/XFA",
}  # fmt: skip
# The same for streams: their bytes stand in this file, not in another one.
DROPPED_FROM_STREAMS = DROPPED | {"/F", "/FFilter", "/FDecodeParms"}
# Dictionaries whose keys are names that the file's author chose.
NAMED = {"/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties", "/CharProcs"}
NAMED |= {"/Colorants"}
# Drawings that only a decoder of pictures unpacks; their size stands beside them.
PICTURES = {"/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/CCF"}
FLATE = {"/FlateDecode", "/Fl"}
# Ways to write much as little. One is usual; two on top of each other are a bomb.
PACKINGS = FLATE | {"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def limit_library(limits):
    """Tells qpdf how much it may unpack. It holds for the whole process."""
    most = limits["stream_bytes"]
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=most, run_length_max_memory=most, png_max_memory=most, tiff_max_memory=most,
        max_stream_filters=4, parser_max_nesting=100, doc_max_warnings=200,
    )  # fmt: skip


def copy(source, target, kind, limits):
    """Writes the copy of a PDF; returns the number of its pages."""
    limit_library(limits)
    try:
        with pikepdf.open(source) as pdf:
            _refuse(pdf, limits)
            return _write_copy(pdf, target, limits)
    except pikepdf.PasswordError as error:
        raise Refused("locked") from error


def _refuse(pdf, limits):
    """Says no to what cannot be shown or would burst."""
    if pdf.is_encrypted:
        raise Refused("locked")
    if _is_true(pdf.Root.get("/NeedsRendering")):
        raise Refused("form")
    if len(pdf.pages) > limits["pages"]:
        raise Refused("pages")
    if not len(pdf.pages):
        raise Refused("broken")
    if len(pdf.objects) > limits["objects"]:
        raise Refused("involved")
    unpacked = 0
    for thing in pdf.objects:
        if isinstance(thing, Stream):
            unpacked += _unpacked(thing, limits)
            if unpacked > limits["unpacked_bytes"]:
                raise Refused("involved")


def _is_true(value):
    return isinstance(value, (bool, pikepdf.Boolean)) and bool(value)


def _unpacked(stream, limits):
    """How many bytes a stream becomes; too many at once are refused before they are there."""
    filters = _filters(stream)
    packings = [number for number, name in enumerate(filters) if name in PACKINGS]
    if len(packings) > 1:
        raise Refused("involved")
    if PICTURES & set(filters):
        if _number(stream.get("/Width")) * _number(stream.get("/Height")) > 2 * limits["pixels"]:
            raise Refused("pixels")
        if packings and (packings != [0] or filters[0] not in FLATE):
            raise Refused("involved")
        return _behind_flate(stream, filters, limits)
    try:
        unpacked = len(stream.read_bytes())
        if unpacked > limits["drawing_bytes"] and stream.get("/Subtype") != Name.Image:
            raise Refused("involved")
        return unpacked
    except pikepdf.DataDecodingError as error:
        # qpdf gives up at its limit and at damage alike. What is damaged a reader leaves out.
        if len(filters) > 1:
            raise Refused("involved") from error
        return _behind_flate(stream, filters, limits)


def _behind_flate(stream, filters, limits):
    """Size of what a first Flate filter wraps: a picture, or a bomb."""
    raw = stream.read_raw_bytes()
    if not filters or filters[0] not in FLATE:
        return len(raw)
    try:
        unpacked = len(zlib.decompressobj().decompress(raw, limits["stream_bytes"] + 1))
    except zlib.error:
        return len(raw)
    if unpacked > limits["stream_bytes"]:
        raise Refused("involved")
    return unpacked


def _filters(stream):
    given = stream.get("/Filter")
    names = list(given) if isinstance(given, Array) else [given]
    return [str(name) for name in names if isinstance(name, Name)]


def _number(value):
    return int(value) if isinstance(value, (int, pikepdf.Object)) and str(value).isdecimal() else 0


def _write_copy(pdf, target, limits):
    """Takes along what the pages draw, and the language for those who have it read aloud."""
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    # What was filled in, stamped or commented becomes a part of the drawing.
    pdf.flatten_annotations("screen")
    for page in pdf.pages:
        for key in set(page.obj.keys()) - {*PAGE_KEYS, "/Type", "/Parent"}:
            del page.obj[key]
    _strip([page.obj for page in pdf.pages], 4 * limits["objects"])
    clean = pikepdf.new()
    clean.pages.extend(pdf.pages)
    language = pdf.Root.get("/Lang")
    if isinstance(language, pikepdf.String) and LANGUAGE.fullmatch(str(language)):
        clean.Root.Lang = language
    clean.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return len(clean.pages)


def _strip(pages, most):
    """Deletes what is never taken along from everything the pages reach."""
    seen, todo, steps = set(), [(page, False) for page in pages], 0
    while todo:
        thing, is_named = todo.pop()
        steps += 1
        if steps > most:
            raise Refused("involved")
        if thing.is_indirect:
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
        todo += _below(thing, is_named)


def _below(thing, is_named):
    """What a dictionary, stream or array holds, after it was stripped; with whether its keys are freely chosen."""
    if isinstance(thing, Array):
        return [(one, False) for one in thing if isinstance(one, (Array, Dictionary, Stream))]
    if not is_named:
        for key in (DROPPED_FROM_STREAMS if isinstance(thing, Stream) else DROPPED) & set(thing.keys()):
            del thing[key]
    return [
        (value, not is_named and key in NAMED)
        for key, value in thing.items()
        if key != "/Parent" and isinstance(value, (Array, Dictionary, Stream))
    ]
