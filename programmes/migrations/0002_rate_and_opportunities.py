import datetime

from django.db import migrations

SATC_LEAD = "The SATC lead, who will put you in touch."

OPPORTUNITIES = [
    {
        "slug": "csciteach",
        "name": "Chartered Science Teacher (CSciTeach)",
        "summary": "Professional recognition for excellent science teaching, with a mentor from the community while you write your application.",
        "funded_by": "Your school or you pay the application fee; ask whether a bursary is open.",
        "governed_by": "The Association for Science Education, under licence from the Science Council.",
        "assured_by": "The association's assessors, who read every application.",
        "how_to_apply": "Write your own application on the association's website. Other influencers are glad to read a draft.",
        "speak_to": SATC_LEAD,
    },
    {
        "slug": "aspiring-sle",
        "name": "Aspiring Specialist Leader of Education (SLE)",
        "summary": "A more formal role, supporting leaders in other schools. It isn't for everyone, and that is fine.",
        "funded_by": "The school that recruits you agrees how your days are paid.",
        "governed_by": "The recruiting school.",
        "assured_by": "The recruiting school, against its published criteria.",
        "how_to_apply": "Apply to the recruiting school when it advertises, with your head's support.",
        "speak_to": SATC_LEAD,
    },
    {
        "slug": "slp-facilitator",
        "name": "Accredited SLP facilitator",
        "summary": "Lead professional development for the Science Learning Partnership, with materials provided.",
        "funded_by": "The national network, by the length of the day.",
        "governed_by": "The Science Learning Partnership.",
        "assured_by": "The national network, which observes and accredits facilitators.",
        "how_to_apply": "Tell us you are interested; the partnership invites you to its facilitator training.",
        "speak_to": SATC_LEAD,
    },
    {
        "slug": "assessment-champion",
        "name": "Assessment champion",
        "summary": "CPD days on assessment in primary science, then 2.5 days of coaching with one school.",
        "funded_by": "Science Across The City: release is paid to your school.",
        "governed_by": "Science Across The City.",
        "assured_by": "The national lead, who reads every visit report.",
        "how_to_apply": "Choose it in your expression of interest.",
        "speak_to": SATC_LEAD,
    },
    {
        "slug": "tdts-champion",
        "name": "Thinking, Doing, Talking Science (TDTS) champion",
        "summary": "CPD days on Thinking, Doing, Talking Science, then 2.5 days of coaching with one school.",
        "funded_by": "Science Across The City: release is paid to your school.",
        "governed_by": "Science Across The City.",
        "assured_by": "The national lead, who reads every visit report.",
        "how_to_apply": "Choose it in your expression of interest.",
        "speak_to": SATC_LEAD,
    },
    {
        "slug": "psqm-hub-leader",
        "name": "PSQM hub leader",
        "summary": "Guide a small cohort of schools through the Primary Science Quality Mark, first alongside an experienced hub leader.",
        "funded_by": "PSQM, centrally, by the number of schools in your cohort.",
        "governed_by": "PSQM.",
        "assured_by": "PSQM's regional senior hub leader.",
        "how_to_apply": "Apply to PSQM headquarters.",
        "speak_to": SATC_LEAD,
    },
]


def add(apps, schema_editor):
    apps.get_model("programmes", "DayRate").objects.create(pence_per_day=20000, from_on=datetime.date(2020, 9, 1))
    Opportunity = apps.get_model("programmes", "Opportunity")
    for position, facts in enumerate(OPPORTUNITIES, start=1):
        Opportunity.objects.create(position=position, **facts)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
