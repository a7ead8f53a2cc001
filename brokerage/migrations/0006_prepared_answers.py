from django.db import migrations

# (name, kind, words, link): SATC leads edit them from here on.
ANSWERS = [
    (
        "A specialist leader of education",
        "elsewhere",
        "What you describe is support made to measure for a whole school, over a longer time. A specialist leader of "
        "education does that; our influencers coach in short visits. Your teaching school hub can tell you who is near you.",
        "https://www.gov.uk/guidance/teaching-school-hubs",
    ),
    (
        "The Science Learning Partnership",
        "elsewhere",
        "Your nearest Science Learning Partnership runs courses and can support a school with its science over time.",
        "https://www.stem.org.uk/",
    ),
    (
        "Resources for teaching science",
        "exists",
        "The Primary Science Teaching Trust has free, tried resources for much of what you ask about.",
        "https://pstt.org.uk/",
    ),
    (
        "A quality mark for the whole school",
        "exists",
        "The Primary Science Quality Mark takes a school through a year of developing its science, with other schools.",
        "https://www.psqm.org.uk/",
    ),
    (
        "An event of ours",
        "exists",
        "We run events on just this. They are on our events page, with a line on what each is for.",
        "",
    ),
    (
        "The school's other request",
        "exists",
        "Your school has asked us already, and we look after that request. We have put yours with it, so that you get one "
        "answer and not two.",
        "",
    ),
]


def make(apps, schema_editor):
    """What leads send schools most often, to begin with."""
    answers = apps.get_model("brokerage.PreparedAnswer").objects
    for position, (name, kind, words, link) in enumerate(ANSWERS):
        answers.get_or_create(name=name, defaults={"kind": kind, "words": words, "link": link, "position": position})


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0005_the_desk")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
