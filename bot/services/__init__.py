"""The use cases: each is one happening in one transaction, through ports only."""
