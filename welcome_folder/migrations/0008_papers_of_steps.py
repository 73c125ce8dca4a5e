"""Steps that a paper has made so far cite it in words; now they name it.

The words are "<paper>, gültig bis <day> (<when>)". Where no paper of the folder reads like that any more (it was renamed
since), the step keeps its words and names none, as before.
"""

from django.db import migrations

NAME = r"""
UPDATE welcome_folder_planstep AS step
SET document_id = paper.id,
    document_until = to_date(substring(step.origin_text from ', gültig bis (\d{2}\.\d{2}\.\d{4}) \('), 'DD.MM.YYYY')
FROM welcome_folder_folderdocument AS paper JOIN offers_document AS word ON word.key = paper.kind_id
WHERE step.origin = 'paper' AND step.document_id IS NULL AND paper.folder_id = step.folder_id
  AND substring(step.origin_text from '^(.*), gültig bis \d{2}\.\d{2}\.\d{4} \(') = btrim(word.label || ' ' || paper.note)
"""


class Migration(migrations.Migration):
    dependencies = [("welcome_folder", "0007_step_of_a_paper")]

    operations = [
        migrations.RunSQL(NAME, "UPDATE welcome_folder_planstep SET document_id = NULL, document_until = NULL")
    ]
