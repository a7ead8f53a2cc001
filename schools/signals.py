from django.dispatch import Signal

# Sent inside the transaction in which a post stops covering dates that it covered; gives `person`, `school`, and
# `since` and `until`, the dates as they were (None: without an end on that side). A receiver may refuse.
dates_given_up = Signal()

# Sent inside the transaction in which the networks of some schools, or a network's name, change; gives `schools`.
networks_changed = Signal()
