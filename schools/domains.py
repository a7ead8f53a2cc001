"""Whether somebody's e-mail address is one of the school's, as far as two domains can tell. It is a hint, no proof."""

from urllib.parse import urlsplit

# Where schools and firms register their names one label deeper than elsewhere; a school's under sch.uk two deeper.
SECOND_LEVEL = {"co.uk", "org.uk", "ac.uk", "gov.uk", "me.uk", "net.uk", "ltd.uk", "plc.uk", "nhs.uk"}
SCHOOLS = "sch.uk"
# Where many schools have a site each, under one name that is none of theirs.
SHARED = {
    "google.com", "wordpress.com", "wixsite.com", "weebly.com", "blogspot.com", "squarespace.com", "sharepoint.com",
    "primarysite.net", "primarysite.media", "schooljotter2.com", "schudio.com", "eschools.co.uk", "e4education.co.uk",
    "sch.life", "j2bloggy.com",
}  # fmt: skip


def doubt_about(email, school):
    """In words, why an address may not be one of the school's; empty when their domains are the same.

    Subdomains count as the same, either way. An address elsewhere is no reason to refuse: trusts have their own.
    """
    address, site = email.rpartition("@")[2].lower(), site_of(school)
    if not site:
        return f"The address ends in {address}; we know of no website of the school to compare it with."
    if _owner(address) == _owner(site):
        return ""
    return f"The address ends in {address}; the school’s website is {site}."


def site_of(school):
    """The host of the school's website, without "www.", however the register has written it; or nothing."""
    written = school.website.strip().lower()
    try:
        host = urlsplit(written if "://" in written else f"//{written}").hostname or ""
    except ValueError:
        return ""
    host = host.strip(".").removeprefix("www.")
    return host if "." in host else ""


def _owner(host):
    """What somebody registered, of a host name; the whole of it where many share what was registered."""
    labels = host.split(".")
    ending = ".".join(labels[-2:])
    extra = {SCHOOLS: 2} | dict.fromkeys(SECOND_LEVEL, 1)
    owner = ".".join(labels[-2 - extra.get(ending, 0) :])
    return host if owner in SHARED else owner
