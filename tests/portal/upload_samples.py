"""Small files to upload, made here: harmless ones of every kind, hostile ones, and random damage to either."""

import io
import random
import struct
import zipfile
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

MARK = "geheim-4711"
# Long enough never to stand in a file by chance.
BOUNDARY = b"---------------------------735323031399963166993862150"


def picture(kind="JPEG", size=(60, 40), mode="RGB", colour="red", **options):
    """A picture of one colour."""
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, kind, **options)
    return file.getvalue()


def photo():
    """A JPEG as a phone makes it: lying on its side, with the place and a comment."""
    image = Image.new("RGB", (60, 40), "white")
    image.paste("black", (0, 0, 30, 40))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, MARK
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 32.0, 0.0)})
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif, comment=MARK.encode())
    return file.getvalue()


def moving(kind):
    """Two pictures in one file."""
    file = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:])
    return file.getvalue()


def vast_png(width=20_000, height=20_000):
    """A PNG of 40 kB that becomes 400 MB."""
    rows = zlib.compressobj(9)
    packed = rows.compress(b"\0" * (width // 8 + 1) * height) + rows.flush()
    parts = [(b"IHDR", struct.pack("!IIBBBBB", width, height, 1, 0, 0, 0, 0)), (b"IDAT", packed), (b"IEND", b"")]
    chunks = [
        struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data)) for name, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def pdf(pages=1, change=None, **options):
    """A PDF with a line of text on every page; `change(pdf)` may do whatever it likes to it."""
    with pikepdf.new() as file:
        font = file.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        for number in range(pages):
            page = file.add_blank_page()
            page.obj.Resources = Dictionary(Font=Dictionary({"/AA": font}))
            page.obj.Contents = Stream(file, f"BT /AA 24 Tf 72 720 Td (Seite {number + 1}) Tj ET".encode())
        if change:
            change(file)
        data = io.BytesIO()
        file.save(data, deterministic_id="encryption" not in options, **options)
    return data.getvalue()


def _acting(file):
    """Everything a PDF can do, hide or lead to, each with the mark."""
    root, page = file.Root, file.pages[0].obj
    script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{MARK}')"))
    root.OpenAction = script
    root.AA = Dictionary(WC=script)
    root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
    root.Outlines = Dictionary(First=Dictionary(Title=String(MARK), A=script))
    page.AA = Dictionary(O=Dictionary(S=Name.Launch, F=String(MARK)))
    page.PieceInfo = Dictionary(A=Dictionary(Private=String(MARK)))
    page.Metadata = Stream(file, MARK.encode())
    page.Trans = Dictionary(S=String(MARK))
    page.Thumb = Stream(file, MARK.encode())
    link = Dictionary(S=Name.URI, URI=String(f"https://{MARK}.invalid/"))
    page.Annots = Array(
        [
            file.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 99, 99]), A=link)),
            file.make_indirect(
                Dictionary(
                    Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]),
                    FS=Dictionary(F=String(MARK), EF=Dictionary(F=Stream(file, MARK.encode()))),
                )
            ),
        ]
    )  # fmt: skip
    drawing = Stream(file, b"0 0 10 10 re f")
    drawing.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 10, 10]), Metadata=Stream(file, MARK.encode()),
        Ref=Dictionary(F=String(MARK), Page=0), AF=Array([Dictionary(EF=Dictionary(F=Stream(file, MARK.encode())))]),
        F=String(MARK),
    )  # fmt: skip
    page.Resources.XObject = Dictionary(Fm0=drawing)
    root.AcroForm = Dictionary(Fields=Array(), XFA=Stream(file, MARK.encode()))
    file.attachments["geheim.txt"] = MARK.encode()
    file.docinfo["/Author"] = MARK
    with file.open_metadata(set_pikepdf_as_editor=False) as notes:
        notes["dc:title"] = MARK


def acting_pdf():
    """A PDF that does things, hides things and leads elsewhere; each of them carries `MARK`."""
    return pdf(change=_acting, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def filled_pdf():
    """A form with a filled-in field that is drawn by an appearance of its own."""

    def fill(file):
        box = Array([72, 600, 300, 640])
        look = Stream(file, b"/Tx BMC BT /AA 12 Tf 4 4 Td (ausgefuellt) Tj ET EMC")
        look.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 228, 40]), Resources=file.pages[0].obj.Resources
        )
        field = file.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String("ausgefuellt"), Rect=box,
                F=4, AP=Dictionary(N=look),
            )
        )  # fmt: skip
        file.pages[0].obj.Annots = Array([field])
        file.Root.AcroForm = Dictionary(Fields=Array([field]))

    return pdf(change=fill)


def _packed(file, size, layers=1):
    """A stream of `size` zeros, packed as often as asked."""
    data = b"0 " * (size // 2)
    for _layer in range(layers):
        data = zlib.compress(data, 6)
    stream = Stream(file, b"")
    stream.write(data, filter=Array([Name.FlateDecode] * layers))
    return stream


def bursting_pdf(size=3 * 1024 * 1024, count=1, layers=1):
    """A small PDF whose content becomes `count` times `size` bytes."""

    def burst(file):
        streams = [file.make_indirect(_packed(file, size, layers)) for _number in range(count)]
        file.pages[0].obj.Contents = Array(streams)

    return pdf(change=burst, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def crowded_pdf(count=1200):
    """A PDF of very many objects."""

    def crowd(file):
        file.pages[0].obj.Resources.Many = Array([file.make_indirect(Dictionary(A=1)) for _number in range(count)])

    return pdf(change=crowd, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def vast_picture_pdf():
    """A PDF with a picture that says to be 100,000 dots wide and high."""

    def vast(file):
        image = Stream(file, picture())
        image.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=100_000, Height=100_000, ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8, Filter=Name.DCTDecode,
        )  # fmt: skip
        file.pages[0].obj.Resources.XObject = Dictionary(Im0=image)

    return pdf(change=vast)


def needs_rendering_pdf():
    """A form of which only Adobe's program makes pages."""

    def need(file):
        file.Root.NeedsRendering = True

    return pdf(change=need)


def locked_pdf(**words):
    """A PDF with a password to open it, or, without `user`, one against changes."""
    return pdf(encryption=pikepdf.Encryption(owner="besitzt", **words))


def circular_pdf():
    """A PDF whose pages lead back to themselves."""
    return pdf(2).replace(b"/Kids [ ", b"/Kids [ 2 0 R ", 1)


def deep_pdf(depth=100_000):
    """A PDF with lists in lists in lists."""
    nest = b"[" * depth + b"]" * depth
    return b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages " + nest + b" >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF"


def archive():
    """A ZIP archive, as Office and Java know it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(zipfile.ZipInfo("word/document.xml"), MARK)
    return file.getvalue()


SEEDS = {
    "foto.jpg": photo,
    "bild.png": lambda: picture("PNG", mode="RGBA", colour=(255, 0, 0, 128)),
    "bild.webp": lambda: picture("WEBP"),
    "bescheid.pdf": lambda: pdf(2),
    "formular.pdf": filled_pdf,
    "handelt.pdf": acting_pdf,
}
NAMES = [
    "scan.pdf",
    "../../etc/passwd",
    "C:\\x\\y.png",
    "\u202egnp.exe",
    "ا" * 300,
    "a" * 500,
    ".",
    "x\0.jpg",
    "CON",
    "😀.webp",
]


def mutations(count, seed):
    """(name, bytes) of `count` damaged uploads, the same ones for the same seed."""
    chance = random.Random(seed)
    seeds = {name: make() for name, make in SEEDS.items()}
    for _number in range(count):
        name = chance.choice(list(seeds))
        data = bytearray(seeds[name])
        for _step in range(chance.choice([1, 1, 1, 2, 3, 8])):
            data = chance.choice(DAMAGES)(chance, data, seeds)
        yield (chance.choice(NAMES) if chance.random() < 0.2 else name), bytes(data)


def form(name, data):
    """What `client.post` takes to send a file under a name as raw as a hostile browser writes it."""
    parts = [
        b'name="text"\r\n\r\nA-1',
        b'name="file"; filename="%s"\r\n\r\n%s' % (name.replace('"', "%22").encode(), data),
    ]
    body = b"".join(b"--%s\r\nContent-Disposition: form-data; %s\r\n" % (BOUNDARY, part) for part in parts)
    return {
        "data": body + b"--%s--\r\n" % BOUNDARY,
        "content_type": f"multipart/form-data; boundary={BOUNDARY.decode()}",
    }


def _flip(chance, data, _seeds):
    for _number in range(chance.choice([1, 4, 32])):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    return data


def _cut(chance, data, _seeds):
    return data[: chance.randrange(len(data) + 1)]


def _remove(chance, data, _seeds):
    begin = chance.randrange(len(data) + 1)
    return data[:begin] + data[begin + chance.randrange(200) :]


def _repeat(chance, data, _seeds):
    begin = chance.randrange(len(data) + 1)
    piece = data[begin : begin + chance.randrange(1, 400)]
    return data[:begin] + piece * chance.choice([2, 10, 500]) + data[begin:]


def _splice(chance, data, seeds):
    other = chance.choice(list(seeds.values()))
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other)) :]


def _append(chance, data, seeds):
    return data + chance.choice([*seeds.values(), archive(), b"<script>alert(1)</script>", b"\0" * 5000])


def _number(chance, data, _seeds):
    """Another number where one stands: of an object, a length, a place, a size."""
    places = [place for place, byte in enumerate(data) if 48 <= byte <= 57]
    if not places:
        return data
    place = chance.choice(places)
    new = chance.choice([b"0", b"-1", b"99999999999", b"2147483648", b"1e9", b"00"])
    return data[:place] + new + data[place + 1 :]


def _header(chance, data, _seeds):
    return (
        bytearray(chance.choice([b"%PDF-1.7\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", b"PK\x03\x04", b""]))
        + data
    )


DAMAGES = [_flip, _flip, _cut, _remove, _repeat, _splice, _append, _number, _header]
