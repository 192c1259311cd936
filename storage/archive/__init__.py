"""The archive: every row of a store, or of a key store, in one encrypted file, whichever database.

shapes     what a table looks like, and how a row of it is written down
tally      how many rows there are and what they sum up to, in whatever order
snapshot   a database as it is at one moment, read in pages while others go on writing
lines      what is in an archive: its contents, page after page, and the tallies at its end
chunks     the sealed file around that: cut, edited or another key's, it does not open
loading    pages into an empty database, in one transaction that is compared before it ends
sample     some rows of each sealed kind, opened with the keys that are there
keyring    a key store beside an archive: whose it is, and for whom it has keys
scratch    a database to try things in, which is written over before it goes
files      an archive written whole under its name, or not at all; and read to its end
shelf      what archives are called, and which have been there long enough
places     what the three things have in common that are done with it: backup, restore, move
"""
