"""What Stillwater keeps, and how it is sealed.

database    opens units of work on SQLite or PostgreSQL; migrates, sweeps, closes
work        one transaction: a repository for each aggregate, `to_row` and `from_row` beside it
memory      the same ports in memory, shipped
tables      what a row holds; engine, onehop, types, dbclock, upsert, padded, leasing: in SQL
vault       seals and opens cells; keystore, keytables, masterkey: where the keys are
history     which versions there are, and how a database stands to them
migrate     up to the newest version and down again; migrations: the versions
leases      what only one process may do
research    everything that an export holds, in pages; historied, paged; census: how much there is
rules       what every store keeps to, in memory or in SQL; turns: one unit of work after another
"""
