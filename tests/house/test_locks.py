"""Lock files: pinned, with hashes, in step with pyproject.toml, and without any address of a registry."""

import os
import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.sources import forge

LOCKS = {
    "requirements.lock": [],
    "requirements-demo.lock": ["demo"],
    "requirements-dev.lock": ["demo", "dev"],
}
PINNED = re.compile(r"([\w.\-\[\]]+)==([\w.+!]+)( ; [^\\]+)?( \\)?")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
HOSTS = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|registry\.yarnpkg|(?:index|find)-(?:url|links)\s*[=:]|--extra-index"
    r"|artifactory|jfrog|codeartifact|devpi|pypi\.python|/simple/",
    re.IGNORECASE,
)
SKIPPED = {".git", ".portal", ".ruff_cache", ".pytest_cache", "__pycache__", "node_modules", "vendor"}
# Files that have to spell out what they forbid.
OWN = {"test_locks.py"}


def pins(text):
    """{name: version} of a lock file."""
    return {
        canonicalize_name(found[1].split("[")[0]): found[2]
        for found in map(PINNED.fullmatch, text.splitlines())
        if found
    }


def odd_lines(text):
    """Lines that are neither a pin nor a hash, and pins without a hash."""
    lines = text.splitlines()
    odd = [line for line in lines if not PINNED.fullmatch(line) and not HASH.fullmatch(line) and line.strip(" #")]
    follows = zip(lines, [*lines[1:], ""], strict=True)
    return odd + [line for line, after in follows if PINNED.fullmatch(line) and not HASH.fullmatch(after)]


def unmet(requirements, pinned):
    """Requirements of pyproject.toml that a lock does not meet."""
    found = []
    for requirement in map(Requirement, requirements):
        version = pinned.get(canonicalize_name(requirement.name))
        if version is None or version not in requirement.specifier:
            found.append(f"{requirement}: {version}")
    return found


def hosts(root):
    """Places that name a package registry."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(set(folders) - SKIPPED)
        for path in (Path(folder) / name for name in sorted(names)):
            if path.name not in OWN and path.is_file() and path.stat().st_size < 2_000_000:
                text = path.read_bytes().decode("utf-8", "ignore")
                found += [f"{path.relative_to(root)}: {host}" for host in sorted(set(HOSTS.findall(text)))]
    return found


def required(extras):
    """Requirements of the project with some of its extras."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    return project["dependencies"] + [one for extra in extras for one in project["optional-dependencies"][extra]]


def lock(name):
    """The text of a lock file."""
    return (settings.BASE_DIR / name).read_text()


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_hashes_and_nothing_else_stands_there(name):
    assert odd_lines(lock(name)) == []


@pytest.mark.parametrize(("name", "extras"), LOCKS.items())
def test_the_lock_meets_what_the_project_asks_for(name, extras):
    assert unmet(required(extras), pins(lock(name))) == []


def test_all_locks_agree_on_versions():
    run, demo, dev = (pins(lock(name)) for name in LOCKS)
    assert (run.items() - demo.items(), run.items() - dev.items()) == (set(), set())


def test_no_file_names_a_registry():
    assert hosts(settings.BASE_DIR) == []


@pytest.mark.parametrize(
    "text",
    ["django>=5.2", "django==5.2.19", "--index-url https://x.invalid", "a @ https://x.invalid/a.whl", "-e ."],
)
def test_a_line_without_pin_and_hash_is_noticed(text):
    assert len(odd_lines(text)) == 1


def test_a_requirement_that_the_lock_does_not_meet_is_noticed():
    assert unmet(["django>=5.2,<5.3", "babel"], {"django": "6.0"}) == ["django<5.3,>=5.2: 6.0", "babel: None"]


def test_a_registry_is_noticed(tmp_path):
    forge(tmp_path, {"a.txt": "from https://pypi.org/project/x", ".portal/b.txt": "pypi.org"})
    assert hosts(tmp_path) == ["a.txt: pypi.org"]
