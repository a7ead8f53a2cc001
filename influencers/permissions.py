"""Who may do what on the way to becoming an influencer."""

from schools.permissions import is_lead, runs_the_programme


def can_enter(person):
    """A SATC lead enters a nomination for somebody on the telephone."""
    return is_lead(person)


def can_decide(person):
    """Only a SATC lead arranges, records and decides; national leads may look."""
    return is_lead(person)


def can_bring_in(person):
    """A SATC lead brings in the influencers there are already."""
    return is_lead(person)


def can_visit(person):
    """A SATC lead or a national lead, while they are one, goes to see a nominee."""
    return person.is_active and runs_the_programme(person)


def sent(person, nomination):
    """Whether the person is the head or the helper that the nomination names."""
    return bool({nomination.head_email, nomination.helper_email} & set(getattr(person, "addresses", ())))


def can_withdraw(person, nomination):
    """Whoever sent it, and a SATC lead."""
    return is_lead(person) or sent(person, nomination)


def can_answer(person, interest):
    """The nominee alone says what they would like."""
    return interest.person_id == person.pk


def can_judge(person, interest):
    """A SATC lead, but never of what they wrote themselves."""
    return is_lead(person) and interest.person_id != person.pk


def can_keep(person, influencer):
    """Whoever the profile is about says what is in it, and whether it is public."""
    return influencer.person_id == person.pk


def can_take_out(person, influencer):
    """Its owner at once, and a SATC lead whom they have asked."""
    return can_keep(person, influencer) or is_lead(person)


def can_bring_back(person, influencer):
    """A SATC lead, whom they have asked; nobody brings themselves back."""
    return is_lead(person) and influencer.person_id != person.pk


def can_send_letter(person, influencer):
    """A SATC lead writes to the head, and never about themselves."""
    return is_lead(person) and influencer.person_id != person.pk


def can_record_achievement(person, influencer):
    """A SATC lead says what somebody has achieved, and never of themselves."""
    return is_lead(person) and influencer.person_id != person.pk
