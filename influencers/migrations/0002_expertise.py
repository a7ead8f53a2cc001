from django.db import migrations

TERMS = {
    "curriculum": [
        ("working-scientifically", "Working scientifically"),
        ("enquiry-types", "The five types of enquiry"),
        ("progression", "Progression and sequencing"),
        ("physics", "Physics topics"),
        ("chemistry", "Chemistry topics"),
        ("biology", "Biology topics"),
    ],
    "assessment": [
        ("formative-assessment", "Formative assessment"),
        ("summative-assessment", "Summative assessment and moderation"),
        ("assessing-enquiry", "Assessing enquiry skills"),
        ("pupil-talk", "Listening to children's ideas"),
    ],
    "pedagogy": [
        ("tdts", "Thinking, Doing, Talking Science"),
        ("dialogue", "Talk and questioning"),
        ("practical-work", "Practical work on a small budget"),
        ("vocabulary", "Scientific vocabulary"),
        ("inclusion", "Science for every child, SEND included"),
    ],
    "phase": [
        ("early-years", "Science in the early years"),
        ("mixed-age", "Mixed-age classes"),
        ("transition", "Moving up to secondary school"),
    ],
    "enrichment": [
        ("outdoor-learning", "Learning outdoors"),
        ("science-clubs", "Clubs and science weeks"),
        ("science-capital", "Science capital, families and careers"),
        ("cross-curricular", "Science across the curriculum"),
    ],
    "leadership": [
        ("subject-leadership", "Leading science in a school"),
        ("new-leaders", "Supporting new science leaders"),
        ("quality-marks", "Quality marks and development plans"),
    ],
}


def add(apps, schema_editor):
    Expertise = apps.get_model("influencers", "Expertise")
    terms = [(group, slug, name) for group, names in TERMS.items() for slug, name in names]
    Expertise.objects.bulk_create(
        Expertise(slug=slug, name=name, group=group, position=position)
        for position, (group, slug, name) in enumerate(terms, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("influencers", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
