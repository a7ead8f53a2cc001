"""What is said about a quote: to the head who answers it, whoever asked for the support, the leads and finance."""

from brokerage import quote_letter
from brokerage.models import RequesterRole
from brokerage.notifications.saying import brief, desk_url, request_facts, tell_each, tell_leads
from core.words import days, long_date, pounds
from correspondence.models import Document
from correspondence.services import queue_document, queue_message
from schools.models import Person, StaffRole

QUOTE = "quote"


def _about_quote(quote):
    return request_facts(quote.request) | {
        "quote": quote.reference,
        "total": pounds(quote.total_pence),
        "days": days(quote.delivery_halves),
        "valid_until": long_date(quote.valid_until),
        "head": brief(quote.sent_to),
    }


def _to_head(kind, quote, **more):
    queue_message(
        kind,
        to=quote.sent_to,
        school=quote.school,
        context=_about_quote(quote),
        link=("answer_quote", quote.reference),
        **more,
    )


def _copied_to(quote):
    """The science leader, where the request was theirs and they aren't the head; otherwise nobody."""
    request = quote.request
    asked = request.requester_role == RequesterRole.SCIENCE_LEADER and request.science_leader_id != quote.sent_to_id
    return request.science_leader if asked else None


def quote_sent(quote):
    """The head gets the letter and a link to answer it; whoever asked for the support gets a copy."""
    copied_to = _copied_to(quote)
    letter = queue_document(
        QUOTE,
        series=quote.series,
        school=quote.school,
        readers=[person for person in (quote.sent_to, copied_to) if person],
        context=quote_letter.context(quote),
        title=quote_letter.title(quote),
    )
    _to_head("quote_sent", quote, document=letter)
    if copied_to:
        queue_message(
            "quote_copied",
            to=copied_to,
            school=quote.school,
            context=_about_quote(quote),
            document=letter,
            path=quote.get_absolute_url(),
        )


def letter_of_quote(quote):
    """The PDF of this quote, or None once it is removed."""
    return Document.objects.filter(series=quote.series, version=quote.version).first()


def quote_link(quote):
    _to_head("quote_link", quote)


def quote_runs_out(quote):
    _to_head("quote_runs_out", quote)


def quote_accepted(acceptance):
    """The leads choose an influencer next, finance raises an invoice, and the head has it in writing."""
    quote = acceptance.quote
    about = _about_quote(quote) | {"head": brief(acceptance.accepted_by)}
    tell_leads("quote_accepted", school=quote.school, context=about, path=desk_url(quote.request))
    for payer in Person.objects.in_role(StaffRole.FINANCE):
        path = acceptance.invoice.get_absolute_url()
        queue_message("invoice_to_raise", to=payer, school=quote.school, context=about, path=path)
    people = [acceptance.accepted_by, _copied_to(quote)]
    tell_each(people, "quote_agreed", school=quote.school, context=about, path=quote.get_absolute_url())


def quote_declined(quote, reason):
    context = _about_quote(quote) | {"reason": reason}
    tell_leads("quote_declined", school=quote.school, context=context, path=desk_url(quote.request))


def quote_expired(quote):
    tell_leads("quote_expired", school=quote.school, context=_about_quote(quote), path=desk_url(quote.request))
    people = [quote.sent_to, _copied_to(quote)]
    tell_each(people, "quote_over", school=quote.school, context=_about_quote(quote), path=quote.get_absolute_url())
