from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """How people get in: everyone is let in by SATC, nobody signs themselves up."""

    def is_open_for_signup(self, request):
        return False
