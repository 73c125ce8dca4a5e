"""German order without ICU: a stored key, as DIN 5007-1 wants it (ä like a, ß like ss)."""

from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Lower, Replace

ACCENTED = "äöüáàâãåāăąçćčďéèêëēęěíìîïīñńňóòôõőřśšşșťţțúùûūůűýÿźżžđıłø"
PLAIN = "aouaaaaaaaacccdeeeeeeeiiiiinnnooooorsssstttuuuuuuyyzzzdilo"


def sort_key(field, *, length):
    """A generated column that orders `field` as a German reader expects."""
    return models.GeneratedField(
        expression=Func(
            Replace(Lower(F(field)), Value("ß"), Value("ss")),
            Value(ACCENTED),
            Value(PLAIN),
            function="translate",
        ),
        output_field=models.CharField(max_length=length),
        db_persist=True,
    )
