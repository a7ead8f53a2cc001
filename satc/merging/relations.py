"""What becomes of each thing that points at a person when two records of one person are joined (ADR 0011).

Every relation is named here, and a test walks the models: one that is added later has to be thought of.
"""

from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey

from brokerage.services import join_feedback
from influencers.services import forget_photograph, join_interests, join_profiles
from programmes.services import join_feeds, join_places
from satc.personal.erasure import PAID
from schools import second_step
from schools.models import Person
from schools.services import join_posts


def relations():
    """Every column that points at a person, as (model, field): those of lists too, and those that point at anything."""
    for model in apps.get_models(include_auto_created=True):
        for field in (*model._meta.local_fields, *model._meta.private_fields):
            if field.related_model is Person or isinstance(field, GenericForeignKey):
                yield model, field


def label(model, field):
    return f"{model._meta.label}.{field.name}"


def moved(model, field, *, gone, kept, by):
    """It points at the kept person from now on; what is paid is never edited, and is read through the old record."""
    rows = model._base_manager.filter(**{field.name: gone})
    if model._meta.label in PAID:
        rows = rows.exclude(PAID[model._meta.label])
    rows.update(**{field.name: kept})


def stays(model, field, *, gone, kept, by):
    """It points at the old record for ever: it says who did what, under the name they had."""


def refused(model, field, *, gone, kept, by):
    """There is none: whoever has one isn't joined into somebody else."""


def emptied(model, field, *, gone, kept, by):
    """It was for a sign-in that is no more."""
    model._base_manager.filter(**{field.name: gone}).delete()


def with_another(model, field, *, gone, kept, by):
    """A function of another relation has seen to it."""


def _by(join):
    """A function of its own that a lower app keeps."""

    def joined(model, field, *, gone, kept, by):
        join(gone, kept, by=by)

    return joined


def _addresses(model, field, *, gone, kept, by):
    """Each address at which the other could be reached opens the kept person's sign-in."""
    theirs = EmailAddress.objects.filter(user=gone)
    proven = theirs.filter(verified=True).values_list("email", flat=True)
    EmailAddress.objects.filter(user=kept, email__in=list(proven)).delete()
    theirs.filter(verified=True).update(user=kept, primary=False)
    theirs.delete()
    if not EmailAddress.objects.filter(email=gone.email, verified=True).exists():
        EmailAddress.objects.update_or_create(user=kept, email=gone.email, defaults={"verified": True})


def _readers(model, field, *, gone, kept, by):
    """Whatever either may read, the kept person may."""
    read = model._base_manager.filter(person=kept).values("document")
    model._base_manager.filter(person=gone).exclude(document__in=read).update(person=kept)
    model._base_manager.filter(person=gone).delete()


def _sign_ins(model, field, *, gone, kept, by):
    second_step.end_sign_ins(gone)


def _drafts(model, field, *, gone, kept, by):
    """What either had begun to type goes on; where both had, the kept person's does."""
    for draft in model._base_manager.filter(owner=gone):
        if model._base_manager.filter(owner=kept, kind=draft.kind, key=draft.key).exists():
            draft.delete()
    model._base_manager.filter(owner=gone).update(owner=kept)


def _photographs(model, field, *, gone, kept, by):
    """The kept person's photograph, or the other one if there is none."""
    if model._base_manager.filter(person=kept).exists():
        forget_photograph(gone)
    model._base_manager.filter(person=gone).update(person=kept)


# In the order in which it is done.
RELATIONS = {
    "schools.Post.person": _by(join_posts),
    "schools.Post.proven_by": moved,
    "programmes.Place.person": _by(join_places),
    "programmes.Attendance.person": with_another,
    "programmes.Attendance.recorded_by": moved,
    "programmes.Attendance.taken_back_by": moved,
    "programmes.CalendarFeed.person": _by(join_feeds),
    "programmes.Event.tutor": moved,
    "programmes.Event.called_off_by": moved,
    "programmes.GapTask.set_by": moved,
    "influencers.Influencer.person": _by(join_profiles),
    "influencers.Photograph.person": _photographs,
    "core.Draft.owner": _drafts,
    "influencers.Invitation.asked_by": moved,
    "influencers.Invitation.asked_again_by": moved,
    "influencers.ExpressionOfInterest.person": _by(join_interests),
    "influencers.Nomination.entered_by": moved,
    "influencers.Nomination.head": moved,
    "influencers.Nomination.nominee": moved,
    "influencers.NominationVisit.recorded_by": moved,
    "influencers.NominationVisit.visitor": moved,
    "influencers.Progress.achieved_by": moved,
    "brokerage.SupportRequest.entered_by": moved,
    "brokerage.SupportRequest.head": moved,
    "brokerage.SupportRequest.science_leader": moved,
    "brokerage.Feedback.person": _by(join_feedback),
    "brokerage.StoryShare.shared_by": moved,
    "brokerage.StoryShare.revoked_by": moved,
    "brokerage.LoggedContact.by": moved,
    "brokerage.Deployment.person": moved,
    "brokerage.Deployment.national_lead": moved,
    "brokerage.Deployment.proposed_by": moved,
    "brokerage.Release.asked_by": moved,
    "brokerage.Release.answered_by": moved,
    "brokerage.PlanSeat.person": moved,
    "brokerage.PoolEntry.by": moved,
    "brokerage.Quote.sent_to": moved,
    "brokerage.Quote.sent_by": moved,
    "brokerage.QuoteAcceptance.accepted_by": moved,
    "brokerage.Visit.person": moved,
    "brokerage.Visit.national_lead": moved,
    "brokerage.VisitReport.author": moved,
    "brokerage.ReportAcceptance.author": moved,
    "brokerage.ReportAcceptance.accepted_by": moved,
    "brokerage.ReportAcceptance.withdrawn_by": moved,
    "claims.FundedDay.person": moved,
    "claims.Claim.person": moved,
    "claims.Claim.submitted_by": moved,
    "claims.Claim.approved_by": moved,
    "claims.PaymentRun.opened_by": moved,
    "claims.PaymentRun.authorised_by": moved,
    "claims.PaymentRun.sent_by": moved,
    "claims.Payment.marked_by": moved,
    "claims.PaymentLine.beneficiary": moved,
    "claims.PaymentLine.claimant": moved,
    "claims.PaymentLine.approver": moved,
    "claims.PaymentLine.authoriser": moved,
    "claims.Correction.person": moved,
    "claims.Correction.proposed_by": moved,
    "claims.Correction.agreed_by": moved,
    "claims.CorrectionLine.beneficiary": moved,
    "claims.CorrectionLine.proposer": moved,
    "claims.CorrectionLine.agreer": moved,
    "claims.CorrectionLine.authoriser": moved,
    "claims.SpotCheck.beneficiary": moved,
    "claims.SpotCheck.claimant": moved,
    "claims.SpotCheck.approver": moved,
    "claims.SpotCheck.passed_by": moved,
    "claims.Budget.set_by": moved,
    "claims.SchoolPayee.set_by": moved,
    "claims.ClaimPolicy.set_by": stays,
    "claims.FileDownload.by": stays,
    "claims.Confirmation.by": stays,
    "correspondence.Document_readers.person": _readers,
    "correspondence.Message.person": moved,
    "account.EmailAddress.user": _addresses,
    "mfa.Authenticator.user": emptied,
    "usersessions.UserSession.user": _sign_ins,
    "schools.Person.merged_into": moved,
    "schools.Person_groups.person": refused,
    "schools.Person_user_permissions.person": emptied,
    "admin.LogEntry.user": stays,
    "core.Change.by": stays,
    "core.Change.subject": stays,
}


def join_everything(gone, kept, *, by):
    """Do for each relation what is said of it."""
    fields = {label(model, field): (model, field) for model, field in relations()}
    for name, join in RELATIONS.items():
        model, field = fields[name]
        join(model, field, gone=gone, kept=kept, by=by)
