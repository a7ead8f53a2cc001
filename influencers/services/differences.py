"""What is different in somebody's answers since a lead last read them."""

REWRITTEN = {
    "biography": "Biography rewritten.",
    "offer": "What a school could ask for rewritten.",
    "leads_elsewhere": "What they lead elsewhere rewritten.",
}
CHOSEN = {
    "Strengths": lambda thing: [term.name for term in thing.expertise.all()],
    "Key stages": lambda thing: [stage.label for stage in thing.stages],
    "Weekdays": lambda thing: [day.label for day in thing.weekdays],
}
WISHES = {
    "Opportunities": lambda thing: [str(item) for item in thing.opportunities.all()],
    "Dates": lambda thing: [f"{event} ({event.when})" for event in thing.events.all()],
}


def content_of(thing, *, with_wishes=False):
    """What a profile, or an expression of interest with its wishes, says now, to compare with what it says later."""
    chosen = CHOSEN | WISHES if with_wishes else CHOSEN
    return {
        **{name: getattr(thing, name, "") for name in REWRITTEN},
        **{name: read(thing) for name, read in chosen.items()},
        "time": thing.days_a_term,
        "consents": getattr(thing, "consents", None),
    }


def differences(before, after):
    """What is different, but never the words of a biography: a change is kept for ever, and people are forgotten."""
    said = [words for name, words in REWRITTEN.items() if before[name] != after[name]]
    for name in [name for name in CHOSEN | WISHES if name in before]:
        for verb, more, less in (("added", after, before), ("left out", before, after)):
            if terms := [term for term in more[name] if term not in less[name]]:
                said.append(f"{name} {verb}: {', '.join(terms)}.")
    if before["time"] != after["time"]:
        said.append(f"Days a term: {after['time'] or 'not said'}.")
    if before["consents"] != after["consents"]:
        said.append("Would like to be listed." if after["consents"] else "Would rather not be listed.")
    return " ".join(said)
