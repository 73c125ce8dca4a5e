"""Pictures are drawn anew: what people see is a JPEG of ours, without place, camera, comment or anything hidden."""

# The formats are loaded here: once a child has given up its rights, it finds no file of the installation any more.
from PIL import Image, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin  # noqa: F401

from herne_integration.quarantine.kinds import JPEG, Refused

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
# An A4 page at 250 dots per inch; the untouched original keeps every dot.
LONGEST_EDGE = 3000
QUALITY = 85
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# `copy` counts the dots itself, before a single one is unpacked.
Image.MAX_IMAGE_PIXELS = None


def copy(source, target, kind, limits):
    """Writes the copy of a picture; returns the number of pages, which is one."""
    with Image.open(source, formats=[FORMATS[kind.content_type]]) as image:
        if image.width * image.height > limits["pixels"]:
            raise Refused("pixels")
        # A phone's JPEG may hold a second picture behind the first; a moving picture would be cut to one.
        if kind != JPEG and getattr(image, "n_frames", 1) > 1:
            raise Refused("moving")
        image.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
        turn = TURNS.get(_orientation(image))
        dots = _in_colour(image)
        dots.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
        dots = dots.transpose(turn) if turn is not None else dots
        clean = Image.new("RGB", dots.size, "white")
        clean.paste(dots, mask=dots.getchannel("A") if dots.mode == "RGBA" else None)
        clean.save(target, "JPEG", quality=QUALITY)
    return 1


def _orientation(image):
    """How the camera was held; a picture with senseless notes about itself is taken as it lies."""
    try:
        return image.getexif().get(ORIENTATION)
    except Exception:  # whatever a damaged note makes the library trip over
        return None


def _in_colour(image):
    """The picture in RGB, with the transparency it has; greys of 16 bits are not cut off but scaled."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")
