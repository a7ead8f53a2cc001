from satc.demo.days import Days
from satc.personal import erasure, expiry
from schools.services import meet


class Forgetting(Days):
    """One person who asks to be forgotten, and the night's clearing."""

    def look_after_personal_data(self):
        with self.at(self.ago(1), hour=18):
            erasure.ask_to_be_forgotten(meet("petra.colclough@moved-away.example", name="Petra Colclough"))
        with self.at(self.ago(1), hour=23):
            expiry.forget_expired()
