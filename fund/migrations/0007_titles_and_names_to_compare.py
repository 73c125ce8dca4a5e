"""Looks up similar titles and equal names among thousands of submitted versions without reading their long contents.

The keys say the same as `hints.title_key` and `hints.name_key` (a test compares them). Functions whose body is parsed
when they are made: no search path can give them another meaning.
"""

from django.db import migrations

SMALL_WORDS = (
    "projekt|projekte|ein|eine|einen|der|die|das|den|dem|des|und|oder|fuer|mit|von|vom|zu|zum|zur|in|im|am|an|auf|bei|aus"
)
LEGAL_FORMS = "e *v|eingetragener verein|ggmbh|gmbh"
# Said to be dear, and kept from being written out in a query: the planner would take a dozen cheap functions for less
# work than its index.
FUNCTION = "LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 SET search_path = pg_catalog"
KEYS = rf"""
CREATE FUNCTION fund_words(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    regexp_replace(replace(replace(replace(replace(lower(coalesce(said, '')),
    'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), '[^[:alnum:]]+', ' ', 'g');
CREATE FUNCTION fund_title_key(content jsonb) RETURNS text {FUNCTION} RETURN
    trim(regexp_replace(regexp_replace(fund_words(content #>> '{{answers,title}}'),
    '\m({SMALL_WORDS})\M', ' ', 'g'), ' +', ' ', 'g'));
CREATE FUNCTION fund_name_key(content jsonb) RETURNS text {FUNCTION} RETURN
    trim(regexp_replace(regexp_replace(fund_words(content #>> '{{answers,applicant_name}}'),
    '\m({LEGAL_FORMS})\M', ' ', 'g'), ' +', ' ', 'g'));
CREATE INDEX fund_version_by_title ON fund_applicationversion USING gin (fund_title_key(content) gin_trgm_ops);
CREATE INDEX fund_version_by_name ON fund_applicationversion (fund_name_key(content));
"""
BACK = """
DROP INDEX fund_version_by_title, fund_version_by_name;
DROP FUNCTION fund_title_key(jsonb), fund_name_key(jsonb), fund_words(text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("fund", "0006_history_of_what_is_claimed"),
        ("offers", "0004_search_index_and_lexicon"),
    ]

    operations = [
        migrations.RunSQL(KEYS, BACK),
    ]
