from satc.demo.days import Days
from schools import services as schools
from schools.models import Network, NetworkKind, Role, Succession


class Moving(Days):
    """Who belongs together, which school took over from which, and who has moved."""

    def bind_schools(self):
        """A trust, a cluster and a partnership; and the school that took over from the one that closed."""
        for school in self.schools[:3]:
            school.trust_name = "Bottle Oven Learning Trust"
            school.save(update_fields=["trust_name", "search_text"])
        for name, kind, places in (
            ("Kilnbridge science cluster", NetworkKind.PSTT_CLUSTER, (0, 4, 8)),
            ("Potteries physics partnership", NetworkKind.OGDEN_PARTNERSHIP, (2, 8)),
        ):
            network = Network.objects.create(name=name, kind=kind)
            for place in places:
                known = [*self.schools[place].networks.all(), network]
                schools.set_networks(self.schools[place], known, by=self.lead)
        closed, successor = self.schools[-1], self.schools[7]
        Succession.objects.create(school=closed, successor=successor, since=self.ago(299))

    def move_people(self):
        """One is still down at the school that closed, one says where they work now."""
        with self.at(self.ago(70)):
            schools.start_post(
                email="nell.arkwright@oldkiln.example",
                name="Nell Arkwright",
                school=self.schools[-1],
                role=Role.SCIENCE_LEADER,
                is_true=True,
                by=self.lead,
            )
        hugo = self.influencers["Hugo Pemberton"].person
        with self.at(self.ago(2), hour=17):
            schools.say_post(hugo, self.schools[11], Role.TEACHER, starts_on=self.ago(9), by=hugo)
