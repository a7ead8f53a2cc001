from satc.personal import erasure, expiry
from schools.services import meet


class Forgetting:
    """One person who asks to be forgotten, and the night's clearing."""

    def look_after_personal_data(self):
        erasure.ask_to_be_forgotten(meet("petra.colclough@moved-away.example", name="Petra Colclough"))
        expiry.forget_expired()
