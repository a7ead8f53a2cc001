from django.db import migrations

SATC_LEAD = "The SATC lead, who will put you in touch."
CHAMPIONS = "The SATC lead, or the national lead for your champion role."

FACTS = {
    "csciteach": {
        "tag": "empower",
        "summary": "Professional recognition as a Chartered Science Teacher, with other influencers beside you while you write your application.",
        "involves": "Looking back on your teaching and its effect, keeping your own learning up to date, and putting both into a written application. Most people take two or three terms over it.",
        "funded_by": "Your school or you pay the application fee; ask whether a bursary is open.",
        "governed_by": "The Association for Science Education, under licence from the Science Council.",
        "assured_by": "The association's assessors, who read every application.",
        "how_to_apply": "Write your own application on the association's website. Other influencers are glad to read a draft.",
        "speak_to": SATC_LEAD,
    },
    "aspiring-sle": {
        "tag": "empower",
        "summary": "A more formal role, supporting leaders in other schools as a Specialist Leader of Education.",
        "involves": "Recruitment is by published criteria. Not everyone will meet the standard, or want the formality, and both are fine: the other opportunities don't ask for it.",
        "funded_by": "The school that recruits you agrees how your days are paid.",
        "governed_by": "The recruiting school: governance stays with it.",
        "assured_by": "The recruiting school, against its published criteria.",
        "how_to_apply": "Make your own application to the recruiting school when it advertises, with your head's support.",
        "speak_to": SATC_LEAD,
    },
    "slp-facilitator": {
        "tag": "enable",
        "summary": "Lead professional development for the Science Learning Partnership (SLP) as an accredited facilitator.",
        "involves": "You learn to facilitate, co-deliver with somebody experienced, then lead sessions yourself. Materials are provided.",
        "funded_by": "The national network, by the length of the day.",
        "governed_by": "The Science Learning Partnership.",
        "assured_by": "The national network, which observes and accredits facilitators.",
        "how_to_apply": "Tell us that you are interested; the partnership invites you to its facilitator training.",
        "speak_to": SATC_LEAD,
    },
    "assessment-champion": {
        "tag": "engage",
        "summary": "CPD days on assessment in primary science, then 2.5 days of coaching with one school.",
        "involves": "The CPD days come in a series, with things to try at your own school between them. Then you coach one school for 2.5 days; some champions take on a second.",
        "funded_by": "Science Across The City: release is paid to your school.",
        "governed_by": "Science Across The City.",
        "assured_by": "The national lead, who reads every visit report.",
        "how_to_apply": "Choose it in your expression of interest, or on your own page.",
        "speak_to": CHAMPIONS,
    },
    "tdts-champion": {
        "tag": "engage",
        "summary": "CPD days on Thinking, Doing, Talking Science, then 2.5 days of coaching with one school.",
        "involves": "The CPD days come in a series, with things to try at your own school between them. Then you coach one school for 2.5 days; some champions take on a second.",
        "funded_by": "Science Across The City: release is paid to your school.",
        "governed_by": "Science Across The City.",
        "assured_by": "The national lead, who reads every visit report.",
        "how_to_apply": "Choose it in your expression of interest, or on your own page.",
        "speak_to": CHAMPIONS,
    },
    "psqm-hub-leader": {
        "tag": "enable",
        "summary": "Guide a small cohort of schools through the Primary Science Quality Mark (PSQM).",
        "involves": "A shadowed phase comes first: you co-deliver with an experienced hub leader before a cohort is yours. Your work is monitored by on-line access to your communication with schools.",
        "funded_by": "PSQM, centrally, by the number of schools in your cohort.",
        "governed_by": "PSQM.",
        "assured_by": "PSQM's regional senior hub leader.",
        "how_to_apply": "Apply to PSQM headquarters (PSQM HQ).",
        "speak_to": SATC_LEAD,
    },
}  # fmt: skip


def complete(apps, schema_editor):
    Opportunity = apps.get_model("programmes", "Opportunity")
    for slug, facts in FACTS.items():
        Opportunity.objects.filter(slug=slug).update(**facts)


class Migration(migrations.Migration):
    dependencies = [("programmes", "0003_events_and_places")]

    operations = [migrations.RunPython(complete, migrations.RunPython.noop)]
