"""Of the approved claims a share, drawn by chance, waits for a second person before it is paid (rule 4)."""

import pytest
from django.db import IntegrityError, transaction

from claims import services
from claims.models import Claim, ClaimPolicy, SpotCheck
from claims.waiting import desk_for
from core.exceptions import NotAllowed, Refused
from tests.claims.reading import last_change, messages, text_of
from tests.factories.claims import approved, open_run, submitted
from tests.factories.schools import PersonFactory, finance, head_of, lead, national_lead

pytestmark = pytest.mark.django_db


def share(percent):
    services.set_policy(window_months=12, spot_check_percent=percent, by=lead())


@pytest.fixture
def drawn():
    share(100)
    return approved()


def test_nothing_is_drawn_to_begin_with_and_the_draw_is_recorded_all_the_same():
    claim = approved()

    check = SpotCheck.objects.get()
    assert (check.claim, check.is_drawn, check.percent, check.approver) == (claim, False, 0, claim.approved_by)
    assert list(Claim.objects.awaiting_payment()) == [claim]


def test_a_drawn_claim_waits_and_those_who_may_look_are_told(drawn):
    assert SpotCheck.objects.get().is_drawn
    assert not Claim.objects.awaiting_payment().exists()
    told = [person for person, _ in messages("spot_check_wanted")]
    assert told
    assert drawn.approved_by not in told
    assert messages("claim_to_pay") == []
    with pytest.raises(Refused, match="no approved claim"):
        open_run(drawn)


def test_a_share_in_between_draws_some():
    share(50)

    for n in range(30):
        approved(first=n * 5)

    assert 0 < SpotCheck.objects.filter(is_drawn=True).count() < 30


def test_a_second_person_lets_it_be_paid_and_now_head_and_finance_hear(drawn):
    head, payer, second = head_of(drawn.school), finance(), national_lead()

    services.pass_check(drawn, by=second)

    assert SpotCheck.objects.get().passed_by == second
    assert list(Claim.objects.awaiting_payment()) == [drawn]
    assert last_change(drawn)[:4] == ("passed_a_spot_check", "approved", "approved", second)
    assert [person for person, _ in messages("claim_approved")] == [head]
    assert [person for person, _ in messages("claim_to_pay")] == [payer]


def test_a_second_person_sends_it_back_and_the_next_approval_draws_anew(drawn):
    second = national_lead()

    services.send_back(drawn, comment="Which class?", by=second)

    drawn.refresh_from_db()
    assert (drawn.status, drawn.comment, drawn.approved_by) == ("returned", "Which class?", None)
    assert messages("claim_returned")[-1][0] == drawn.submitted_by
    services.resubmit(drawn, by=drawn.submitted_by)
    services.approve(drawn, by=lead())
    assert [check.is_live for check in SpotCheck.objects.order_by("pk")] == [False, True]


@pytest.mark.parametrize("act", ["pass", "back"])
@pytest.mark.parametrize("who", ["beneficiary", "claimant", "approver", "finance", "nobody"])
def test_nobody_looks_twice_nor_at_their_own(who, act):
    share(100)
    by = lead()
    claim = submitted(person=by) if who in ("beneficiary", "claimant") else submitted()
    approver = lead()
    claim = services.approve(claim, by=approver)
    people = {"beneficiary": by, "claimant": by, "approver": approver}
    person = people.get(who) or (finance() if who == "finance" else PersonFactory())

    acts = {
        "pass": lambda: services.pass_check(claim, by=person),
        "back": lambda: services.send_back(claim, comment="Why?", by=person),
    }
    with pytest.raises(NotAllowed):
        acts[act]()


def test_the_database_refuses_it_too(drawn):
    check = SpotCheck.objects.get()

    for person in (check.beneficiary, check.claimant, check.approver):
        with pytest.raises(IntegrityError), transaction.atomic():
            SpotCheck.objects.update(passed_by=person, passed_at=check.drawn_at)


def test_what_was_not_drawn_or_was_looked_at_is_not_looked_at_again(drawn):
    services.pass_check(drawn, by=national_lead())

    for act in (
        lambda: services.pass_check(drawn, by=lead()),
        lambda: services.send_back(drawn, comment="?", by=lead()),
    ):
        with pytest.raises(Refused, match="Nobody has to look"):
            act()


def test_who_looked_a_second_time_does_not_authorise_the_run(drawn):
    second = lead()
    second.groups.add(finance().groups.get())
    services.pass_check(drawn, by=second)
    run = open_run(drawn)

    with pytest.raises(NotAllowed, match="looked at"):
        services.authorise(run, by=type(second).objects.get(pk=second.pk))


def test_a_drawn_claim_of_which_nothing_is_left_waits_for_nobody(drawn):
    services.take_back_day(drawn.lines.get().day, reason="A mistake.", by=lead())

    assert not SpotCheck.objects.waiting().exists()


def test_it_waits_on_the_desk_for_whoever_may_look(drawn):
    second = national_lead()

    assert f"Look a second time at {drawn.reference} from {drawn.person}" in [each.text for each in desk_for(second)]
    assert [each for each in desk_for(drawn.approved_by) if "second time" in each.text] == []


def test_the_second_person_does_it_from_the_claims_page(client, drawn):
    client.force_login(national_lead())
    url = f"/admin/claims/{drawn.reference}/"
    assert "It is in order" in text_of(client.get(url))
    assert "Approved, waiting for a second look" in text_of(client.get("/admin/claims/"))

    unsaid = client.post(f"{url}second-look/", {"act": "back"})
    done = client.post(f"{url}second-look/", {"act": "pass"}, follow=True)

    assert "Say what has to be answered." in text_of(unsaid)
    assert "is in order. SATC finance pays it" in text_of(done)


def test_leads_set_the_policy_and_what_was_before_is_kept(client):
    by = lead()
    client.force_login(by)

    page = client.post("/admin/claims/policy/", {"window_months": "6", "spot_check_percent": "10"}, follow=True)
    wrong = client.post("/admin/claims/policy/", {"window_months": "0", "spot_check_percent": "101"})

    assert "Of a hundred approved claims, a second person looks at 10." in text_of(page)
    assert "There is a problem" in text_of(wrong)
    assert [(row.window_months, row.set_by) for row in ClaimPolicy.objects.all()] == [(6, by)]


def test_nobody_else_sets_it(client):
    for person in (national_lead(), finance(), PersonFactory()):
        with pytest.raises(NotAllowed):
            services.set_policy(window_months=1, spot_check_percent=0, by=person)
    client.force_login(national_lead())
    assert client.post("/admin/claims/policy/", {"window_months": "6", "spot_check_percent": "9"}).status_code == 403


@pytest.mark.parametrize("values", [(0, 0), (61, 0), (12, -1), (12, 101)])
def test_a_policy_that_makes_no_sense_is_refused(values):
    with pytest.raises(Refused):
        services.set_policy(window_months=values[0], spot_check_percent=values[1], by=lead())
