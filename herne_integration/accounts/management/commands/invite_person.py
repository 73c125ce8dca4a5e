"""Invites somebody from the server's command line: how the first person gets into a new portal."""

from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.forms import ValidationError

from herne_integration.accounts.actions import invitations, people
from herne_integration.accounts.roles import HOUSE
from herne_integration.rules import RuleBroken


class Command(BaseCommand):
    help = "Lädt eine Person ein und zeigt den Link, mit dem sie ihr Konto eröffnet."

    def add_arguments(self, parser):
        """Address, name and roles."""
        parser.add_argument("email", help="E-Mail-Adresse der Person")
        parser.add_argument("--name", default="", help="Vor- und Nachname")
        parser.add_argument("--role", action="append", default=[], choices=list(HOUSE), help="Rolle, mehrfach möglich")

    def handle(self, *args, email, name, role, **options):
        """Prints the link; it is mailed to nobody, because mail may not work yet."""
        try:
            validate_email(email)
            invitation, link = invitations.invite(
                email=email, name=name or email, role_keys=set(role), by=people.installer(), is_mailed=False
            )
        except ValidationError as error:
            raise CommandError(f"{email} ist keine E-Mail-Adresse.") from error
        except RuleBroken as error:
            raise CommandError(error.sentence) from error
        self.stdout.write(f"Dieser Link gilt sieben Tage und einmal, für {invitation.email}:\n{link}")
