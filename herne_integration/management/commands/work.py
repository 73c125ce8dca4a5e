"""Works off the jobs: `./portal run` and a real portal start this beside the web."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from herne_integration import pdf


class Command(BaseCommand):
    help = "Arbeitet Aufträge ab (Mail, PDF, Aufräumen), bis jemand anhält."

    def handle(self, *args, **options):
        """Papers first: whoever asks for the first one should not wait for libraries and fonts."""
        pdf.warm_up()
        call_command("procrastinate", "worker", "--concurrency", "2", "--shutdown-graceful-timeout", "5")
