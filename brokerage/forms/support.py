from crispy_forms.layout import HTML, Field, Fieldset
from django import forms
from django.utils.functional import cached_property

from brokerage.models import RequesterRole
from core.forms import PublicForm
from influencers.forms import email, grouped, name, words
from influencers.models import Expertise, Influencer
from schools.fields import SchoolField

BOTH = "both"
ROLES = [
    (RequesterRole.HEADTEACHER.value, "Headteacher"),
    (RequesterRole.SCIENCE_LEADER.value, "Science leader"),
    (BOTH, "Both: I am the head, and I lead science"),
]
AN_ADDRESS = "Enter a school e-mail address, like name@school.sch.uk."
AN_ANSWER = ("Enter their name.", AN_ADDRESS)


class SupportForm(PublicForm):
    """A school's request for support, in the words of whoever asks."""

    school = SchoolField(label="Your school")
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
        help_text="A few sentences are plenty. Please name no pupil.",
        **words("Tell us in a sentence or two what would help."),
    )
    why_now = forms.CharField(
        label="Why now?",
        help_text="For example a new science leader, or something you have found out. Please name no pupil.",
        required=False,
        **words("Tell us why now.", rows=3),
    )
    areas = forms.MultipleChoiceField(
        label="Which areas is it about?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the areas in the list."},
    )
    influencer = forms.CharField(required=False, widget=forms.HiddenInput)

    other_missing = {
        RequesterRole.HEADTEACHER: ("Enter your science leader's name.", "Enter your science leader's e-mail address."),
        RequesterRole.SCIENCE_LEADER: ("Enter your headteacher's name.", "Enter your headteacher's e-mail address."),
    }
    about_you = "About you"
    about_other = "Your science leader, or your headteacher"
    about_other_hint = "We need both. Give whoever you are not; leave these empty only if you are both."

    # The other seat is required too, unless one person fills both; so no box says so.
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = grouped(Expertise.objects.all())
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
            Fieldset("The support", "need", "why_now", Field("areas", wrapper_class="checks-in-columns")),
        ]

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
            "why_now": cleaned["why_now"],
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
    }
    other_missing = {
        RequesterRole.HEADTEACHER: ("Enter the science leader's name.", "Enter the science leader's e-mail address."),
        RequesterRole.SCIENCE_LEADER: ("Enter the headteacher's name.", "Enter the headteacher's e-mail address."),
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
