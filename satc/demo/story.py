"""What happened in the invented city so far, told by calling the services with the clock moved: it is a test of them too."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password

from satc.demo import city
from satc.demo.beginnings import Beginnings
from satc.demo.forgetting import Forgetting
from satc.demo.gatherings import Gatherings
from satc.demo.joining import Joining
from satc.demo.money import Money
from satc.demo.moving import Moving
from satc.demo.support import Support
from schools.models import Person


class Story(Beginnings, Joining, Gatherings, Support, Money, Moving, Forgetting):
    """Tells the story from the beginning; `tell()` is called once, in one transaction."""

    def tell(self):
        self.found_the_city()
        self.bind_schools()
        self.keep_phase_one_open()
        self.keep_the_calendar()
        self.announce_events()
        self.welcome_influencers()
        self.hold_the_first_cpd_day()
        self.try_things_at_school()
        self.fill_the_meeting()
        self.train_champions()
        self.get_somewhere()
        self.keep_their_pages()
        self.leave_nominations_open()
        self.support_schools()
        self.pay_for_days()
        self.move_people()
        self.let_them_sign_in()
        self.look_after_personal_data()

    def let_them_sign_in(self):
        """One person a role can sign in with the demo's password as well as with a code."""
        password = make_password(city.PASSWORD)  # once for all: it takes its half a second
        for _, email in sign_ins():
            person = Person.objects.known_as(email)
            person.password = password
            person.save(update_fields=["password"])
            EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
        for role, key in city.AUTHENTICATOR_KEYS.items():
            person = Person.objects.known_as(city.STAFF[role][1])
            Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": encrypt(key)})


def sign_ins():
    """Who can sign in to the demo, by role."""

    def at_school(place, name):
        return city.SCHOOLS[place].email(name)

    return [
        ("SATC lead", city.STAFF["lead"][1]),
        ("National lead", city.STAFF["national lead"][1]),
        ("National lead (second)", city.STAFF["second national lead"][1]),
        ("SATC finance", city.STAFF["finance"][1]),
        ("Headteacher", at_school(9, city.SCHOOLS[9].head)),
        ("Influencer", at_school(2, "Jonah Peel")),
        ("Science leader", at_school(9, city.SCHOOLS[9].science_leader)),
        ("Nominee", at_school(6, "Clara Whitting")),
    ]
