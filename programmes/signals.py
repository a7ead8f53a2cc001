from django.dispatch import Signal

# Sent inside the transaction that records an attendance; gives `attendance`.
attendance_recorded = Signal()

# Sent inside the transaction that takes one back that was recorded by mistake; gives `attendance`. What stands on it
# goes with it, or refuses.
attendance_taken_back = Signal()
