"""Measures how many guesses reach a password check, and who still gets in meanwhile.

    python bench/login_guesses.py [--guesses 10000] [--threads 4]

Runs the whole application in this process (middleware, database, real hasher) on the database that DATABASE_URL names,
with one trusted proxy; makes its own people and closes their accounts afterwards. What is counted is the calls of the
hasher. Three figures: guesses from rotating addresses against one account, the real person on a known device in the
middle of it, and sixty right log-ins behind one address.
"""

import argparse
import logging
import os
import secrets
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herne_integration.settings")
os.environ.setdefault("PORTAL_TRUSTED_PROXIES", "1")

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from herne_integration.accounts.actions.people import end, installer  # noqa: E402

RUN = secrets.token_hex(4)
PASSWORD = secrets.token_urlsafe(16)
checks, lock = [], threading.Lock()


def count_checks():
    """Every password that reaches the hasher is noted."""
    verify = PBKDF2PasswordHasher.verify

    def counted(self, password, encoded):
        with lock:
            checks.append(password)
        return verify(self, password, encoded)

    PBKDF2PasswordHasher.verify = counted


def people(number):
    """Confirmed accounts; they share one hash, because making it is not what is measured."""
    encoded, made = make_password(PASSWORD), []
    for n in range(number):
        email = f"bench-{RUN}-{n}@bench.invalid"
        user = get_user_model().objects.create(email=email, name=f"Messung {n}", password=encoded)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        made.append(user)
    return made


def log_in(client, user, password, address):
    """The status of a log-in that the proxy reports from `address`."""
    form = {"login": user.email, "password": password}
    return client.post(reverse("account_login"), form, headers={"X-Forwarded-For": address}).status_code


def address(n):
    """A different address for every guess."""
    return f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"


def in_threads(threads, function, values):
    """Results of `function` for all values, several at once, each thread with a connection of its own."""

    with ThreadPoolExecutor(threads) as pool:
        results = list(pool.map(function, values))
        list(pool.map(lambda _n: connection.close(), range(threads * 4)))
    return results


def attack(victim, guesses, threads):
    """Statuses of that many guesses; half-way the real person logs in on a known device."""
    device = Client()
    log_in(device, victim, PASSWORD, "192.0.2.1")
    device.post(reverse("account_logout"))
    checks.clear()
    first = in_threads(threads, lambda n: log_in(Client(), victim, f"guess {n}", address(n)), range(guesses // 2))
    on_known = log_in(device, victim, PASSWORD, "192.0.2.1")
    second = in_threads(
        threads, lambda n: log_in(Client(), victim, f"guess {n}", address(n)), range(guesses // 2, guesses)
    )
    reached = sum(1 for password in checks if password.startswith("guess"))
    return first + second, reached, on_known


def main():
    """Prints the three figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guesses", type=int, default=10_000)
    parser.add_argument("--threads", type=int, default=4)
    options = parser.parse_args()
    settings.ALLOWED_HOSTS.append("testserver")
    logging.disable(logging.WARNING)
    count_checks()
    colleagues = people(61)
    try:
        begin = time.monotonic()
        statuses, reached, on_known = attack(colleagues[0], options.guesses, options.threads)
        seconds = time.monotonic() - begin
        print(f"{options.guesses} guesses from as many addresses in {seconds:.0f} s: {reached} reached the hasher")
        print(f"  answers: { ({status: statuses.count(status) for status in sorted(set(statuses))}) }")
        print(f"real person on a known device in the middle of it: {'in' if on_known == 302 else on_known}")
        begin = time.monotonic()
        town_hall = in_threads(
            options.threads, lambda user: log_in(Client(), user, PASSWORD, "198.51.100.1"), colleagues[1:]
        )
        seconds = time.monotonic() - begin
        print(f"{len(town_hall)} right log-ins behind one address in {seconds:.0f} s: {town_hall.count(302)} succeeded")
    finally:
        by = installer()
        for user in colleagues:
            end(user=user, by=by)


if __name__ == "__main__":
    main()
