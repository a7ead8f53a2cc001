from claims.models.claim import Claim, ClaimLine
from claims.models.day import FundedDay
from claims.models.run import Payment, PaymentLine, PaymentRun

__all__ = ["Claim", "ClaimLine", "FundedDay", "Payment", "PaymentLine", "PaymentRun"]
