"""The books: what must always be true of the money, and what it comes to. Read from the tables, never kept beside."""
