"""What the sequences draw. It never depends on the books, so that the same draw means the same step."""

from hypothesis import strategies as some

from tests.claims.money.world import PARTS

# Tens say who it is; with a last figure of 0 to 7 one of those who have the right, with 8 or 9 anybody at all.
anybody = some.integers(0, 139)
which = some.integers(0, 9)
days = some.sampled_from([1, 2, 3, 8, 9, 10])  # school days of two financial years
parts = some.sampled_from(PARTS)
