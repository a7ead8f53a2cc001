"""An invented city: its schools and its people. Nobody here exists, and every address is at an example domain."""

from dataclasses import dataclass

TOWN = "Kilnbridge"
PASSWORD = "kiln-and-stars"  # noqa: S105 - printed by `make run`; a portal with DEBUG off never has it


@dataclass(frozen=True)
class InventedSchool:
    """A school of the invented city, its head and its science leader."""

    urn: int
    name: str
    street: str
    head: str
    science_leader: str
    easting: int
    northing: int

    @property
    def domain(self):
        words = "".join(letter for letter in self.name.lower().partition(" primary")[0] if letter.isalpha())
        return f"{words}.example"

    def email(self, name):
        """The school's address of somebody who works there: first name, dot, last name."""
        first, *_, last = name.lower().replace("’", "").split()
        return f"{first}.{last}@{self.domain}"


SCHOOLS = [
    InventedSchool(
        900101, "Saggar Lane Primary School", "2 Saggar Lane", "Imogen Thursby", "Callum Wray", 388100, 347300
    ),
    InventedSchool(
        900102, "Bottle Bank Primary School", "Bottle Bank", "Desmond Okeke", "Freya Lindow", 386400, 349100
    ),
    InventedSchool(
        900103, "Slipware Primary School", "14 Slipware Street", "Marian Coppock", "Jonah Peel", 390200, 345800
    ),
    InventedSchool(900104, "Glaze Hill Primary School", "Glaze Hill", "Rupert Adeyemi", "Tamsin Gale", 387700, 343900),
    InventedSchool(
        900105, "Marl Pit Primary School", "31 Marl Road", "Nadia Fernandes", "Owen Sharrock", 391300, 342600
    ),
    InventedSchool(
        900106, "Fettlers Green Primary School", "Fettlers Green", "Gwen Hallam", "Sunil Bassi", 385100, 346700
    ),
    InventedSchool(
        900107, "Lustre Park Primary School", "9 Lustre Avenue", "Patrick Moyo", "Elsie Drummond", 389500, 350400
    ),
    InventedSchool(
        900108, "Biscuit Oven Primary School", "Oven Yard", "Helena Strand", "Idris Vaughan", 384600, 344200
    ),
    InventedSchool(
        900109, "Throwers Wharf Primary School", "Wharf Street", "Leonard Quaye", "Maya Tennant", 392700, 348000
    ),
    InventedSchool(
        900110, "Creamware Primary School", "57 Creamware Road", "Siobhan Daly", "Ravi Kohli", 386900, 341500
    ),
    InventedSchool(
        900111, "Cobalt Road Primary School", "Cobalt Road", "Martha Eastwell", "Dylan Frost", 383800, 348600
    ),
    InventedSchool(
        900112, "Jollying Mill Primary School", "Mill Bank", "Bernard Lisle", "Petra Novotna", 390900, 339800
    ),
    # Nobody there has been in touch yet.
    InventedSchool(900114, "Placers Row Primary School", "6 Placers Row", "Winifred Oduya", "", 385600, 351300),
]

CLOSED_SCHOOL = InventedSchool(900113, "Old Kiln Primary School", "Kiln Bank", "", "", 388800, 346100)

STAFF = {
    "lead": ("Alison Marsh", "lead@satc.example"),
    "second lead": ("Joseph Tranter", "second.lead@satc.example"),
    "national lead": ("Priya Raman", "national.lead@satc.example"),
    "second national lead": ("Douglas Keir", "second.national.lead@satc.example"),
    "finance": ("Wendy Holt", "finance@satc.example"),
    "second finance": ("Amir Siddiq", "second.finance@satc.example"),
}

# The key in each one's authenticator app. Printed by `make run`, as the password is; no portal with DEBUG off has them.
AUTHENTICATOR_KEYS = {
    "lead": "FDVI5O2A5VIPNIBFM4HM3RWNCTXVESCE",
    "second lead": "TG7P6Z7AZMLZVEBR66G2WJYBXWTAG5SG",
    "national lead": "Y25UXFIR3RZCZ4YRHAYB3PC2HVXBWKKQ",
    "second national lead": "EGCCCDN64UPMPW6QW7P7PASQ4QTDVP3J",
    "finance": "EKPRIASQIUZ355SYRYQTVSCQVJ6EE7S7",
    "second finance": "AO5TBE5YSROEJTXNB7SAIOUFX5LK4FOW",
}


@dataclass(frozen=True)
class InventedInfluencer:
    """A teacher of the invented city who became an influencer; `school` is the place in SCHOOLS."""

    name: str
    school: int
    expertise: tuple
    stages: tuple
    opportunities: tuple
    biography: str


INFLUENCERS = [
    InventedInfluencer(
        "Callum Wray",
        0,
        ("formative-assessment", "working-scientifically"),
        ("ks1", "ks2"),
        ("assessment-champion",),
        "I have led science for six years. Ask me how we stopped writing reports that nobody read, and what we look at instead.",
    ),
    InventedInfluencer(
        "Bethan Ashdown",
        0,
        ("outdoor-learning", "early-years"),
        ("eyfs",),
        (),
        "Our reception children spend Fridays in the copse. I can show you how to start with a bucket and a magnifying glass.",
    ),
    InventedInfluencer(
        "Freya Lindow",
        1,
        ("tdts", "dialogue"),
        ("ks2",),
        ("tdts-champion",),
        "Talk comes first in my classroom. I love watching a class argue kindly about why the ice melted.",
    ),
    InventedInfluencer(
        "Jonah Peel",
        2,
        ("quality-marks", "progression"),
        ("ks1", "ks2"),
        ("psqm-hub-leader",),
        "I took our school through its quality mark twice, and made every mistake there is. You are welcome to all of them.",
    ),
    InventedInfluencer(
        "Tamsin Gale",
        3,
        ("practical-work", "physics"),
        ("ks2",),
        ("csciteach",),
        "Practical lessons with thirty children and one sink. It can be done, and I can show you how.",
    ),
    InventedInfluencer(
        "Owen Sharrock",
        4,
        ("summative-assessment", "vocabulary"),
        ("ks1",),
        ("assessment-champion",),
        "Small steps in vocabulary made the biggest difference to our children. I would gladly share our word walls.",
    ),
    InventedInfluencer(
        "Sunil Bassi",
        5,
        ("science-clubs", "science-capital"),
        ("ks2",),
        ("slp-facilitator",),
        "I run a club that began with four children and now has a waiting list, and a family science night each spring.",
    ),
    InventedInfluencer(
        "Elsie Drummond",
        6,
        ("early-years", "pupil-talk"),
        ("eyfs", "ks1"),
        (),
        "Early science is everywhere once you look. I help colleagues to spot it and to write less about it.",
    ),
    InventedInfluencer(
        "Idris Vaughan",
        7,
        ("mixed-age", "progression"),
        ("ks1", "ks2"),
        ("aspiring-sle",),
        "Mixed-age classes and a rolling programme: we have a plan that works, and a spreadsheet that does the worrying.",
    ),
    InventedInfluencer(
        "Maya Tennant",
        8,
        ("tdts", "inclusion"),
        ("ks1", "ks2"),
        ("tdts-champion", "csciteach"),
        "Every child can think like a scientist. I work on making sure that every child gets to say so.",
    ),
    InventedInfluencer(
        "Ravi Kohli",
        9,
        ("physics", "cross-curricular"),
        ("ks2",),
        (),
        "We built a planetarium out of cardboard. Science and reading go together in our school, and I can bring the books.",
    ),
    InventedInfluencer(
        "Dylan Frost",
        10,
        ("assessing-enquiry", "enquiry-types"),
        ("ks2",),
        ("assessment-champion", "psqm-hub-leader"),
        "Children in my class keep a weather record that is nine years long. Real data makes real questions.",
    ),
    InventedInfluencer(
        "Petra Novotna",
        11,
        ("outdoor-learning", "biology"),
        ("ks1", "ks2"),
        (),
        "We grow, measure and eat. I help schools to make a science garden from almost nothing.",
    ),
    InventedInfluencer(
        "Hugo Pemberton",
        2,
        ("practical-work", "chemistry"),
        ("ks2",),
        (),
        "I make practical work calm. Come and see how we set up, and how we tidy away in four minutes.",
    ),
    InventedInfluencer(
        "Rosa Milward",
        6,
        ("subject-leadership", "transition"),
        ("ks2",),
        ("slp-facilitator",),
        "I lead our work with the high school on transition, so that Year 7 starts where we stopped.",
    ),
]
