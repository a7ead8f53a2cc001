from crispy_forms.layout import HTML, Field, Fieldset
from django import forms
from django.utils.functional import cached_property

from brokerage.models import Occasion, RequesterRole
from core.forms import PublicForm
from influencers.forms import email, grouped, name, words
from influencers.models import Expertise, Influencer, KeyStage
from schools.fields import SchoolField

BOTH = "both"
ROLES = [
    (RequesterRole.HEADTEACHER.value, "Headteacher"),
    (RequesterRole.SCIENCE_LEADER.value, "Science leader"),
    (BOTH, "Both: I am the head, and I lead science"),
]
SOMETHING_ELSE = "else"
OCCASIONS = [*Occasion.choices, (SOMETHING_ELSE, "Something else")]
NO_PUPIL = '<div class="notice"><p>Please name no pupil, and nothing by which one could be known.</p></div>'
WHAT_TO_DO_INSTEAD = {
    "none": "No open school matches “%(text)s”. Try its postcode or its URN, or a shorter part of its name. "
    "A school that is very new may not be in the register yet: ask us again in a month.",
    "closed": "%(school)s is closed in the register. If it became an academy or joined another school, "
    "choose the school that it is now.",
    "proposed": "%(school)s is not open yet in the register. Ask us again once it is.",
}
NOT_SERVED = (
    "%(school)s is in %(where)s, outside the city that we support. Your own local authority, or your nearest Science "
    "Learning Partnership, can tell you who helps schools near you. Our directory is open to you all the same."
)
AN_ADDRESS = "Enter a school e-mail address, like name@school.sch.uk."
AN_ANSWER = ("Enter their name.", AN_ADDRESS)


class SupportForm(PublicForm):
    """A school's request for support, in the words of whoever asks."""

    school = SchoolField(label="Your school", error_messages=WHAT_TO_DO_INSTEAD)
    requester_name = name("Enter your name.", label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    requester_email = email(
        "Enter your school e-mail address, like name@school.sch.uk.",
        label="Your school e-mail",
        help_text="We send a link to this address to confirm the request.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    requester_role = forms.ChoiceField(
        label="Your role",
        choices=ROLES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose your role.", "invalid_choice": "Choose your role."},
    )
    other_name = name("Enter their name.", label="Their name")
    other_email = email(AN_ADDRESS, label="Their school e-mail")
    need = forms.CharField(
        label="What would help?",
        help_text="A few sentences are plenty.",
        **words("Tell us in a sentence or two what would help."),
    )
    occasions = forms.MultipleChoiceField(
        label="Why now?",
        choices=OCCASIONS,
        help_text="Tick what fits.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the reasons in the list."},
    )
    why_now = forms.CharField(
        label="In your words", required=False, **words("Say what else has brought you to ask now.", rows=3)
    )
    tried = forms.CharField(
        label="What have you tried?",
        help_text="So that nobody offers you what you have already.",
        required=False,
        **words("Say what you have tried.", rows=3),
    )
    when_suits = forms.CharField(
        label="When suits you?",
        help_text="For example Tuesdays, or after half-term.",
        required=False,
        max_length=300,
        error_messages={"max_length": "Keep it to 300 characters."},
    )
    areas = forms.MultipleChoiceField(
        label="Which areas is it about?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the areas in the list."},
    )
    stages = forms.MultipleChoiceField(
        label="Which key stages?",
        choices=KeyStage.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the key stages in the list."},
    )
    influencer = forms.CharField(required=False, widget=forms.HiddenInput)

    other_missing = {
        RequesterRole.HEADTEACHER: ("Enter your science leader’s name.", "Enter your science leader’s e-mail address."),
        RequesterRole.SCIENCE_LEADER: ("Enter your headteacher’s name.", "Enter your headteacher’s e-mail address."),
    }
    about_you = "About you"
    about_other = "Your science leader, or your headteacher"
    about_other_hint = "We need both. Give whoever you are not; leave these empty only if you are both."

    # The other seat is required too, unless one person fills both; so no box says so.
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = grouped(Expertise.objects.all())
        if self.initial.get("requester_email"):
            self.fields[
                "requester_email"
            ].help_text = (
                "You are signed in with this address, so there is nothing to confirm. To another we send a link."
            )
        role = self.data.get(self.add_prefix("requester_role"))
        for field, missing in zip(("other_name", "other_email"), self.other_missing.get(role, AN_ANSWER), strict=True):
            self.fields[field].required = role != BOTH
            self.fields[field].error_messages["required"] = missing

    def sections(self):
        return [
            "form_key",
            "influencer",
            "school",
            Fieldset(self.about_you, "requester_name", "requester_email", "requester_role"),
            Fieldset(
                self.about_other, HTML(f'<p class="hint">{self.about_other_hint}</p>'), "other_name", "other_email"
            ),
            Fieldset(
                "The support",
                HTML(NO_PUPIL),
                "need",
                Field("areas", wrapper_class="checks-in-columns"),
                Field("stages", wrapper_class="checks-in-columns"),
            ),
            Fieldset("What brought you here", "occasions", "why_now", "tried", "when_suits"),
        ]

    def clean_school(self):
        school = self.cleaned_data["school"]
        if not school.is_served:
            where = school.la_name or "another local authority"
            raise forms.ValidationError(NOT_SERVED, params={"school": school.name, "where": where})
        return school

    def clean_areas(self):
        return list(Expertise.objects.filter(slug__in=self.cleaned_data["areas"]))

    @cached_property
    def interest(self):
        """The influencer whose profile they came from; None when it is not in the directory any more."""
        slug = self["influencer"].value()
        return Influencer.objects.published().filter(slug=slug).first() if slug else None

    def clean_influencer(self):
        return self.interest

    def clean(self):
        cleaned = super().clean()
        if SOMETHING_ELSE in cleaned.get("occasions", ()) and not cleaned.get("why_now"):
            self.add_error("why_now", self.fields["why_now"].error_messages["required"])
        role = cleaned.get("requester_role")
        if role == BOTH:
            cleaned["other_name"], cleaned["other_email"] = "", ""
            return cleaned
        own, other = (cleaned.get(field, "").lower() for field in ("requester_email", "other_email"))
        if own and own == other:
            self.add_error("other_email", "This is the same address as above. Is it one person? Then choose “Both”.")
        return cleaned

    def answer(self, name):
        if name == "school":
            return self.cleaned_data["school"].label
        if name == "areas":
            return ", ".join(str(area) for area in self.cleaned_data["areas"])
        if name in ("occasions", "stages"):
            words = dict(self.fields[name].choices)
            return ", ".join(words[value] for value in self.cleaned_data[name])
        return super().answer(name)

    def answers(self):
        rows = super().answers()
        is_head = self.cleaned_data["requester_role"] == RequesterRole.HEADTEACHER
        whose = "Science leader’s" if is_head else "Headteacher’s"
        for row in rows:
            if row["target"] in ("id_other_name", "id_other_email"):
                row["label"] = row["label"].replace("Their", whose)
        if self.interest:
            rows.insert(0, {"label": "You asked about", "value": str(self.interest)})
        return rows

    def details(self):
        """What the service is told: the requester fills their own seat, or both."""
        cleaned = self.cleaned_data
        own = (cleaned["requester_name"], cleaned["requester_email"])
        role = cleaned["requester_role"]
        other = own if role == BOTH else (cleaned["other_name"], cleaned["other_email"])
        seat = "head" if role == RequesterRole.SCIENCE_LEADER else "science_leader"
        return {
            "school": cleaned["school"],
            "requester_name": own[0],
            "requester_email": own[1],
            "requester_role": RequesterRole.HEADTEACHER if role == BOTH else RequesterRole(role),
            f"{seat}_name": other[0],
            f"{seat}_email": other[1],
            "need": cleaned["need"],
            "occasions": cleaned["occasions"],
            "why_now": cleaned["why_now"],
            "tried": cleaned["tried"],
            "when_suits": cleaned["when_suits"],
            "stages": cleaned["stages"],
            "areas": cleaned["areas"],
            "interest_in": cleaned["influencer"],
        }


class SupportForSomebodyForm(SupportForm):
    """The same request, written down by a SATC lead for somebody on the telephone."""

    about_you = "Who is asking"
    about_other = "The science leader, or the headteacher"
    about_other_hint = "We need both. Give whoever is not asking; leave these empty only if they are both."
    labels = {
        "school": "Their school",
        "requester_name": "Their name",
        "requester_email": "Their school e-mail",
        "requester_role": "Their role",
        "other_name": "Their name",
        "other_email": "Their school e-mail",
        "why_now": "In their words",
        "tried": "What have they tried?",
        "when_suits": "When suits them?",
    }
    other_missing = {
        RequesterRole.HEADTEACHER: ("Enter the science leader’s name.", "Enter the science leader’s e-mail address."),
        RequesterRole.SCIENCE_LEADER: ("Enter the headteacher’s name.", "Enter the headteacher’s e-mail address."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field, label in self.labels.items():
            self.fields[field].label = label
        self.fields["requester_role"].choices = [*ROLES[:2], (BOTH, "Both: the head leads science too")]
        self.fields["requester_name"].error_messages["required"] = "Enter their name."
        self.fields["requester_email"].help_text = "We send a link to this address to confirm the request."
        self.fields["requester_email"].error_messages["required"] = "Enter their school e-mail address."
        for field in ("requester_name", "requester_email"):
            self.fields[field].widget.attrs["autocomplete"] = "off"
