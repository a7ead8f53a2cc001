from claims.models.claim import Claim, ClaimLine
from claims.models.correction import Correction, CorrectionLine
from claims.models.day import FundedDay
from claims.models.files import Confirmation, FileDownload, RunFile
from claims.models.payee import SchoolPayee
from claims.models.payment import Payment, PaymentLine
from claims.models.policy import ClaimPolicy, SpotCheck
from claims.models.run import PaymentRun
from claims.models.source import Budget, FundingSource, SourceKind

__all__ = [
    "Budget",
    "Claim",
    "ClaimLine",
    "ClaimPolicy",
    "Confirmation",
    "Correction",
    "CorrectionLine",
    "FileDownload",
    "FundedDay",
    "FundingSource",
    "Payment",
    "PaymentLine",
    "PaymentRun",
    "RunFile",
    "SchoolPayee",
    "SourceKind",
    "SpotCheck",
]
