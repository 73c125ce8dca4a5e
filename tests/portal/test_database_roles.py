"""The app role can serve, and cannot rewrite what has happened."""

from time import sleep

import pytest
from django.apps import apps
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from herne_integration import database_roles
from offers.models import Offer
from tests.threads import race

pytestmark = pytest.mark.django_db


def test_the_suite_works_as_the_app_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.APP_ROLE,)


@pytest.mark.parametrize("table", database_roles.append_only_tables())
@pytest.mark.parametrize(
    "statement", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}", "TRUNCATE {table}"]
)
def test_the_app_role_cannot_rewrite_history(table, statement):
    column = next(model for model in apps.get_models() if model._meta.db_table == table)._meta.pk.column
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table=table, column=column))


def test_the_app_role_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = %s::regrole", [settings.APP_ROLE])
        assert cursor.fetchone() == (0,)


def test_the_app_role_makes_no_tables():
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("CREATE TABLE mine (id int)")


def test_the_app_role_adds_to_history_and_reads_it():
    offer = Offer.objects.create(title="Kurs")
    assert offer.pgh_event_model.objects.filter(pgh_obj=offer).count() == 1


def test_every_tracked_model_is_append_only():
    assert "offers_offerevent" in database_roles.append_only_tables()


@pytest.mark.owner
class TestGrants:
    def grant(self, statement):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    def test_they_are_complete_after_migrating(self):
        assert database_roles.are_applied()

    def test_a_table_that_an_interrupted_migration_left_behind_is_noticed_and_mended(self):
        self.grant("CREATE TABLE public.left_behind (id int)")
        assert not database_roles.are_applied()
        database_roles.apply()
        assert database_roles.are_applied()

    def test_a_table_that_has_become_append_only_is_noticed_and_mended(self):
        self.grant(f"GRANT UPDATE ON offers_offerevent TO {settings.APP_ROLE}")
        assert not database_roles.are_applied()
        database_roles.apply()
        assert database_roles.are_applied()

    def test_on_the_way_back_of_a_migration_a_table_may_be_gone(self):
        self.grant("DROP TABLE offers_offerevent")
        database_roles.apply()
        assert database_roles.are_applied()

    def test_a_sound_installation_has_no_weakness(self):
        assert database_roles.weaknesses() == []

    def test_one_role_for_everything_is_named(self, settings):
        settings.APP_ROLE = settings.OWNER_DATABASE["USER"]
        assert database_roles.weaknesses() == [database_roles.SINGLE_ROLE]
        assert database_roles.are_applied()
        database_roles.apply()

    def test_an_app_that_may_do_everything_is_named(self, settings):
        """The superuser who runs this server stands in for a careless choice of DATABASE_URL."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolname FROM pg_roles WHERE rolsuper LIMIT 1")
            [settings.APP_ROLE] = cursor.fetchone()
        [sentence] = database_roles.weaknesses()
        assert "darf alles" in sentence


class TestAsOwner:
    def who(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, pg_backend_pid()")
            return cursor.fetchone()

    @pytest.mark.django_db(transaction=True)
    def test_inside_it_is_the_owner_and_afterwards_the_app_again(self):
        with database_roles.as_owner():
            assert self.who()[0] == settings.OWNER_DATABASE["USER"]
        assert self.who()[0] == settings.APP_ROLE

    @pytest.mark.django_db(transaction=True)
    def test_after_an_error_it_is_the_app_again(self):
        with pytest.raises(ZeroDivisionError), database_roles.as_owner():
            raise ZeroDivisionError
        assert self.who()[0] == settings.APP_ROLE

    @pytest.mark.django_db(transaction=True)
    def test_who_is_the_owner_already_is_not_connected_anew(self):
        with database_roles.as_owner():
            before = self.who()
            with database_roles.as_owner():
                assert self.who() == before
            assert self.who() == before


@pytest.mark.django_db(transaction=True)
def test_one_waits_for_the_other():
    """Two processes that migrate at once would meet in the same tables."""
    inside = []

    def work(_number):
        with database_roles.one_at_a_time(1):
            inside.append(1)
            overlap = len(inside)
            sleep(0.05)
            inside.pop()
        return overlap

    assert race(work, 4) == [1, 1, 1, 1]
