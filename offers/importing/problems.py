"""What is wrong with a file, said so that the person who made it can mend it."""

from dataclasses import dataclass

SHOWN = 50


class RefusedFile(Exception):  # noqa: N818  (reads as the sentence it is)
    """A file is not imported; every problem that could be found is listed."""

    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__(listing(self.problems))


@dataclass(frozen=True)
class Problem:
    """One mistake: where it is and what would be right. Line 0 means the file as a whole."""

    sentence: str
    line: int = 0
    column: str = ""
    number: int = 0

    def __str__(self):
        if not self.line:
            return self.sentence
        column = f", Spalte {self.number} ({self.column})" if self.column else ""
        return f"Zeile {self.line}{column}: {self.sentence}"


class WrongCellError(Exception):
    """A cell does not say what its column is for; the text says what would be right."""


def listing(problems):
    """The problems line by line, at most fifty, and how many more there are."""
    lines = [str(problem) for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(f"… und {len(problems) - SHOWN} weitere Fehler.")
    return "\n".join(lines)


def quoted(text, *, most=40):
    """A cell as it may stand in a message: cut, and nothing in it that a terminal would obey."""
    visible = "".join(character if character.isprintable() else f"\\x{ord(character):02x}" for character in text[:most])
    return f"„{visible}{'…' if len(text) > most else ''}“"
