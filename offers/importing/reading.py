"""From a path to text: every way in which a file can be no file, too large or not UTF-8."""

import codecs
import stat

from offers.importing.problems import Problem, RefusedFile

MOST_BYTES = 20 * 1024 * 1024
ADVICE = "Bitte die Datei als „CSV UTF-8“ speichern."


def read(path, *, most_bytes=MOST_BYTES):
    """The bytes of a file, refused before reading when it is missing, no file, locked or too large."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _refused(f"{path} ist ein Ordner. Erwartet wird eine CSV-Datei.")
        if not stat.S_ISREG(status.st_mode):
            raise _refused(f"{path} ist keine gewöhnliche Datei. Erwartet wird eine CSV-Datei.")
        if status.st_size > most_bytes:
            raise _refused(
                f"{path} ist mit {_size(status.st_size)} zu groß. Gelesen werden höchstens {_size(most_bytes)}."
            )
        with path.open("rb") as file:
            return file.read(most_bytes)
    except FileNotFoundError as error:
        raise _refused(f"{path} gibt es nicht.") from error
    except PermissionError as error:
        raise _refused(f"{path} darf nicht gelesen werden: Die Leserechte fehlen.") from error
    except (OSError, ValueError) as error:
        raise _refused(f"{path} lässt sich nicht lesen: {getattr(error, 'strerror', None) or error}.") from error


def decode(data):
    """The text of UTF-8 bytes, with or without a byte order mark; other encodings are refused, never guessed."""
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise _refused("Die Datei ist leer. Erwartet werden eine Kopfzeile und mindestens eine Zeile darunter.")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _refused(f"Die Datei ist in UTF-16 gespeichert. {ADVICE}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedFile(_wrong_bytes(data)) from error


def _wrong_bytes(data):
    """One problem per line that is not UTF-8, with the place of its first wrong byte."""
    problems, offset = [], 0
    for number, line in enumerate(data.splitlines(keepends=True), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            place = offset + error.start
            problems.append(
                Problem(f"Das Byte 0x{data[place]:02X} an Stelle {place} ist kein UTF-8. {ADVICE}", line=number)
            )
        offset += len(line)
    return problems


def _size(count):
    return f"{count / 1024 / 1024:.1f} MB".replace(".", ",")


def _refused(sentence):
    return RefusedFile([Problem(sentence)])
