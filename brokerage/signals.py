from django.dispatch import Signal

# Sent inside the transaction that accepts a visit report; gives `acceptance`.
report_accepted = Signal()
