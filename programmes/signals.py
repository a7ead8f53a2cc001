from django.dispatch import Signal

# Sent inside the transaction that records an attendance; gives `attendance`.
attendance_recorded = Signal()
