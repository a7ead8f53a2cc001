"""What a browser says of itself, in words that its owner knows it by."""

# The first that is found is right: each browser claims to be several of those after it.
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
DEVICES = [
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "an Android device"),
    ("CrOS", "a Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
]


def in_words(user_agent):
    """ "Firefox on Windows", or as much of it as can be told."""
    browser = next((words for mark, words in BROWSERS if mark in user_agent), "A browser")
    device = next((words for mark, words in DEVICES if mark in user_agent), None)
    return f"{browser} on {device}" if device else browser
