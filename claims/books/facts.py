"""Every amount of the money as a fact: how far it is, who pays, which school, which date, and where it is written.

One common table expression, in SQL that PostgreSQL and SQLite both read: whatever is asked of the books is a sum over
it, or a list of it, in one query. A half-day is paid by one source, so each is a fact of its own.
"""

from django.db import connection

# The stages of an amount, in the order in which it passes through them.
STAGES = {
    "committed": "Committed",
    "earned": "Earned",
    "claimed": "Claimed",
    "approved": "Approved",
    "paid": "Paid",
}
ABOUT_STAGES = {
    "committed": "visits and places at funded events that are planned or still to be recorded, and held days",
    "earned": "days that nobody has claimed yet",
    "claimed": "in claims that wait for approval, and corrections that wait for a second person",
    "approved": "in approved claims and agreed corrections, in a payment run or waiting for one",
    "paid": "with the school, corrections counted",
}

_RATE = """(SELECT r.pence_per_day FROM programmes_dayrate r WHERE r.from_on <= {on}
            ORDER BY r.from_on DESC LIMIT 1)"""
# The one school that releases them by what we know today; nothing where that is none or in doubt.
_SCHOOL = """(SELECT MIN(o.school_id) FROM schools_post o WHERE o.person_id = {person}
              AND (o.starts_on IS NULL OR o.starts_on <= {on}) AND (o.ends_on IS NULL OR o.ends_on >= {on})
              HAVING COUNT(DISTINCT o.school_id) = 1)"""
_HALVES = "CASE {part} WHEN 'whole_day' THEN 2 ELSE 1 END"

FACTS = f"""
WITH half AS (
    SELECT d.id, d.person_id, d."on", d.school_id, d.status, d.morning_source_id AS source_id
    FROM claims_fundedday d WHERE d.morning
    UNION ALL
    SELECT d.id, d.person_id, d."on", d.school_id, d.status, d.afternoon_source_id
    FROM claims_fundedday d WHERE d.afternoon
),
planned AS (
    SELECT v.id, v.person_id, v."on", v.reference, {_HALVES.format(part="v.part")} AS halves,
        CASE WHEN v.deployment_id IS NULL THEN 'cpd' WHEN p.route = 'quote' THEN 'quote' ELSE 'pool' END AS kind,
        CASE WHEN p.route IN ('funded', 'both') THEN (
            SELECT e.pool_id FROM brokerage_poolentry e
            WHERE e.request_id = p.request_id AND e.reserved_change > 0 ORDER BY e.at DESC, e.id DESC LIMIT 1
        ) END AS pool_id
    FROM brokerage_visit v
    LEFT JOIN brokerage_deployment p ON p.id = v.deployment_id
    LEFT JOIN brokerage_visitreport t ON t.visit_id = v.id
    WHERE v.status <> 'cancelled' AND (p.route IS NULL OR p.route <> 'goodwill')
        AND (t.status IS NULL OR t.status NOT IN ('accepted', 'closed'))
),
fact AS (
    SELECT 'committed' AS stage, v.kind, v.pool_id, {_SCHOOL.format(person="v.person_id", on='v."on"')} AS school_id,
        v."on", v.halves * {_RATE.format(on='v."on"')} / 2 AS pence, v.halves, 'visit' AS what, v.reference AS at,
        v.person_id
    FROM planned v
    UNION ALL
    SELECT 'committed', 'cpd', NULL, {_SCHOOL.format(person="l.person_id", on='e."on"')}, e."on",
        {_HALVES.format(part="e.part")} * {_RATE.format(on='e."on"')} / 2, {_HALVES.format(part="e.part")}, 'event',
        e.reference, l.person_id
    FROM programmes_place l JOIN programmes_event e ON e.id = l.event_id
    WHERE l.status = 'booked' AND e.is_release_funded AND e.called_off_at IS NULL
    UNION ALL
    SELECT CASE h.status WHEN 'held' THEN 'committed' ELSE 'earned' END, s.kind, s.pool_id, h.school_id, h."on",
        {_RATE.format(on='h."on"')} / 2, 1, 'day', CAST(h.id AS varchar), h.person_id
    FROM half h JOIN claims_fundingsource s ON s.id = h.source_id
    WHERE h.status = 'held' OR h.status = 'live' AND NOT EXISTS (
        SELECT 1 FROM claims_claimline c WHERE c.day_id = h.id AND c.is_live)
    UNION ALL
    SELECT CASE WHEN m.status IN ('approved', 'in_run') THEN 'approved' ELSE 'claimed' END, s.kind, s.pool_id,
        m.school_id, h."on", c.pence_per_day / 2, 1, 'claim', m.reference, m.person_id
    FROM claims_claimline c JOIN claims_claim m ON m.id = c.claim_id JOIN half h ON h.id = c.day_id
        JOIN claims_fundingsource s ON s.id = h.source_id
    WHERE c.is_live AND m.status IN ('submitted', 'returned', 'approved', 'in_run')
    UNION ALL
    SELECT CASE k.status WHEN 'proposed' THEN 'claimed' WHEN 'paid' THEN 'paid' ELSE 'approved' END, s.kind,
        s.pool_id, k.school_id, k."on", k.amount_pence, 0, 'correction', k.reference, k.person_id
    FROM claims_correction k JOIN claims_fundingsource s ON s.id = k.source_id
    WHERE k.status <> 'refused'
    UNION ALL
    SELECT 'paid', s.kind, s.pool_id, y.school_id, n."on", n.amount_pence, n.halves, 'payment', u.reference,
        n.beneficiary_id
    FROM claims_paymentline n JOIN claims_payment y ON y.id = n.payment_id
        JOIN claims_paymentrun u ON u.id = y.run_id JOIN claims_fundingsource s ON s.id = n.source_id
    WHERE y.status = 'paid'
)
"""  # noqa: S608 - put together from the words above only
# What a source is called in an address: one for each pool, one for all quotes, one fund.
SOURCE = "CASE f.kind WHEN 'pool' THEN 'pool-' || COALESCE(CAST(f.pool_id AS varchar), '') ELSE f.kind END"
MONTH = 'SUBSTR(CAST(f."on" AS varchar), 1, 7)'
YEAR = (
    'CAST(SUBSTR(CAST(f."on" AS varchar), 1, 4) AS integer) '
    '- CASE WHEN CAST(SUBSTR(CAST(f."on" AS varchar), 6, 2) AS integer) < 4 THEN 1 ELSE 0 END'
)
COLUMNS = {"source": SOURCE, "school": "f.school_id", "month": MONTH, "year": YEAR, "stage": "f.stage"}


def sums(by, where):
    """(group, stage, pence, halves) over the facts that fit, each group and stage once."""
    column = COLUMNS[by]
    condition, parameters = _condition(where)
    return _asked(
        f"{FACTS} SELECT {column} AS of_group, f.stage, SUM(f.pence), SUM(f.halves) FROM fact f {condition} "  # noqa: S608
        f"GROUP BY {column}, f.stage",
        parameters,
    )


def number(where):
    """How many facts fit."""
    condition, parameters = _condition(where)
    return _asked(f"{FACTS} SELECT COUNT(*) FROM fact f {condition}", parameters)[0][0]  # noqa: S608


def rows(where, *, start=0, stop=None):
    """The facts that fit, the newest date first: from `start` to `stop`, or all."""
    condition, parameters = _condition(where)
    cut = "" if stop is None else f" LIMIT {int(stop - start)} OFFSET {int(start)}"
    return _asked(
        f'{FACTS} SELECT f."on", f.stage, {SOURCE}, f.school_id, s.name, f.what, f.at, p.name, f.halves, f.pence '  # noqa: S608
        "FROM fact f LEFT JOIN schools_school s ON s.urn = f.school_id "
        f'LEFT JOIN schools_person p ON p.id = f.person_id {condition} ORDER BY f."on" DESC, f.at, f.stage{cut}',
        parameters,
    )


def _condition(where):
    """Of what is asked, by its name: a column's value, or nothing for where there is none."""
    parts, parameters = [], []
    for name, value in where.items():
        if value is None:
            parts.append(f"{COLUMNS[name]} IS NULL")
        else:
            parts.append(f"{COLUMNS[name]} = %s")
            parameters.append(value)
    return ("WHERE " + " AND ".join(parts) if parts else ""), parameters


def _asked(query, parameters):
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchall()
