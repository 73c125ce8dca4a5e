"""The arrows of the house: roof -> welcome_folder, fund, volunteers -> offers -> foundation."""

import pytest
from django.conf import settings

from tests.house import arrows
from tests.house.sources import forge

CHECKS = [
    arrows.wrong_imports,
    arrows.wrong_strings,
    arrows.paths_outside_settings,
    arrows.wrong_templates,
    arrows.hidden_imports,
    arrows.wrong_layers,
    arrows.circles,
]


@pytest.mark.parametrize("check", CHECKS)
def test_every_arrow_points_the_right_way(check):
    assert check(settings.BASE_DIR) == []


@pytest.mark.parametrize(
    ("check", "path", "text"),
    [
        (arrows.wrong_imports, "herne_integration/a.py", "from offers.models import Offer"),
        (arrows.wrong_imports, "offers/a.py", "import fund.models"),
        (arrows.wrong_imports, "fund/a.py", "from volunteers import models"),
        (arrows.wrong_imports, "fund/a.py", "from herne_integration.roof import demo"),
        (arrows.wrong_imports, "offers/a.py", "from herne_integration import settings"),
        (arrows.wrong_imports, "offers/a.py", "from herne_integration.urls import urlpatterns"),
        (arrows.wrong_strings, "offers/a.py", "field = ForeignKey('fund.Application')"),
        (arrows.wrong_strings, "herne_integration/a.py", "may = 'offers.edit_offer'"),
        (arrows.wrong_strings, "herne_integration/a.py", "redirect('offers:offer-list')"),
        (arrows.wrong_strings, "volunteers/a.py", "apps.get_model('welcome_folder.Folder')"),
        (arrows.paths_outside_settings, "offers/a.py", "import_string('fund.models.Application')"),
        (arrows.wrong_templates, "templates/components/x.html", "{% include 'offers/_card.html' %}"),
        (arrows.wrong_templates, "templates/fund/x.html", "{% extends 'volunteers/base.html' %}"),
        (arrows.hidden_imports, "offers/a.py", "def f():\n    from offers import b"),
        (arrows.wrong_layers, "offers/models/a.py", "from offers.actions import b"),
        (arrows.wrong_layers, "offers/choices.py", "from offers.models import Offer"),
        (arrows.wrong_layers, "offers/actions/a.py", "from offers.forms import Form"),
        (arrows.wrong_layers, "offers/forms.py", "from offers.views import page"),
        (arrows.wrong_layers, "offers/voting.py", "from offers.actions import close"),
    ],
)
def test_a_wrong_arrow_is_noticed(check, path, text, tmp_path):
    for name in ("b", "c"):
        forge(tmp_path, {f"offers/{name}.py": "", f"offers/actions/{name}.py": ""})
    assert len(check(forge(tmp_path, {path: text}))) == 1


def test_a_circle_is_noticed(tmp_path):
    forge(tmp_path, {"offers/a.py": "from offers import b", "offers/b.py": "import offers.c"})
    forge(tmp_path, {"offers/c.py": "from offers.a import x", "offers/d.py": "from offers import a"})
    assert arrows.circles(tmp_path) == [["offers.a", "offers.b", "offers.c"]]


def test_a_tag_library_of_another_app_is_noticed(tmp_path):
    forge(tmp_path, {"fund/templatetags/money.py": "", "templates/offers/x.html": "{% load i18n money %}"})
    assert arrows.wrong_templates(tmp_path) == ["offers/x.html uses money"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("fund/a.py", "from offers.models import Offer\nname = 'offers.Offer'"),
        ("herne_integration/roof/a.py", "from fund import models\nfrom volunteers import models"),
        ("offers/a.py", '"""See fund.models and roof.start."""\nfrom herne_integration import mail'),
        ("templates/components/x.html", "{% url 'fund:application-list' %}{% include 'components/y.html' %}"),
        ("offers/views/a.py", "from offers.actions import b\nfrom offers.models import Offer"),
    ],
)
def test_a_right_arrow_is_left_alone(path, text, tmp_path):
    forge(tmp_path, {path: text})
    assert [check(tmp_path) for check in CHECKS] == [[]] * len(CHECKS)
