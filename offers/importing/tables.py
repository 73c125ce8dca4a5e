"""From text to checked cells: the header, the rows, and everything that must not stand in a cell."""

import csv
import io
from dataclasses import dataclass

from offers.importing.problems import Problem, RefusedFile, WrongCellError, quoted
from offers.importing.reading import decode


@dataclass(frozen=True)
class Row:
    """One row below the header; `line` is where it begins in the file."""

    line: int
    cells: dict


def read_rows(data, columns, words):
    """The rows of a CSV file whose every cell fits its column, or `RefusedFile` with all problems.

    `words` knows the controlled vocabulary (see `words.py`). Lines count as an editor counts them; a cell over several
    lines is reported at the line where its row begins.
    """
    records, problems = _records(decode(data))
    header = records[0].cells if records else []
    problems = _header_problems(header, columns) or problems
    if problems and not _fits(header, columns):
        raise RefusedFile(problems)
    rows = []
    for record in records[1:]:
        problem = _width_problem(record, header)
        if problem:
            problems.append(problem)
            continue
        row = Row(record.line, dict(zip(header, (cell.strip() for cell in record.cells), strict=True)))
        rows.append(row)
        problems += _cell_problems(row, columns, header, words)
    problems += _repeated(rows)
    if not rows and not problems:
        problems = [Problem("Unter der Kopfzeile steht keine Zeile. Erwartet wird mindestens eine.", line=1)]
    if problems:
        raise RefusedFile(sorted(problems, key=lambda problem: (problem.line, problem.number)))
    return rows


@dataclass(frozen=True)
class _Record:
    line: int
    cells: list


def _records(text):
    """All records up to the first place where quotes no longer make sense."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records, line = [], 1
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return records, []
        except csv.Error as error:
            return records, [Problem(_csv_sentence(str(error)), line=line)]
        if cells:
            records.append(_Record(line, cells))


def _csv_sentence(error):
    if "field larger" in error:
        limit = f"{csv.field_size_limit():,}".replace(",", ".")
        return f"Eine Zelle ist länger als {limit} Zeichen. Vielleicht fehlt ein schließendes Anführungszeichen."
    if "end of data" in error:
        return "Ein Anführungszeichen, das in dieser Zeile beginnt, wird bis zum Ende der Datei nicht geschlossen."
    return (
        "Nach einem schließenden Anführungszeichen muss ein Komma folgen. Anführungszeichen innerhalb einer Zelle"
        " werden verdoppelt."
    )


def _fits(header, columns):
    return sorted(header) == sorted(column.name for column in columns)


def _header_problems(header, columns):
    expected = [column.name for column in columns]
    if not header:
        return []
    if len(header) == 1 and header[0].count(";") >= len(expected) // 2:
        return [Problem("Die Spalten sind mit Semikolon getrennt. Richtig ist ein Komma.", line=1)]
    sentences = (
        ("Diese Spalten fehlen: {}.", [name for name in expected if name not in header]),
        (
            "Diese Spalten sind unbekannt: {}. Erwartet werden: " + ", ".join(expected) + ".",
            [quoted(name) for name in header if name not in expected],
        ),
        ("Diese Spalten stehen mehrfach da: {}.", sorted({name for name in header if header.count(name) > 1})),
    )
    return [Problem(sentence.format(", ".join(names)), line=1) for sentence, names in sentences if names]


def _width_problem(record, header):
    found, expected = len(record.cells), len(header)
    if found == expected:
        return None
    what = "Die Zeile ist abgebrochen" if found < expected else "Die Zeile hat zu viele Zellen"
    return Problem(f"{what}: {found} statt {expected} Zellen. Kommas im Text brauchen Anführungszeichen.", record.line)


def _cell_problems(row, columns, header, words):
    problems = []
    for column in columns:
        try:
            column.check(row.cells[column.name], words)
        except WrongCellError as error:
            number = header.index(column.name) + 1
            problems.append(Problem(str(error), line=row.line, column=column.name, number=number))
    return problems


def _repeated(rows):
    first, problems = {}, []
    for row in rows:
        reference = row.cells["id"]
        if reference in first:
            sentence = f"Die Kennung {quoted(reference)} steht schon in Zeile {first[reference]}."
            problems.append(Problem(sentence, line=row.line, column="id", number=1))
        elif reference:
            first[reference] = row.line
    return problems
