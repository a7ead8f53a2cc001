from django.dispatch import Signal

# Sent inside the transaction that accepts a visit report; gives `acceptance`.
report_accepted = Signal()

# Sent inside the transaction that withdraws what was accepted by mistake; gives `acceptance`, as withdrawn.
acceptance_withdrawn = Signal()
