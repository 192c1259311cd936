"""Research: what an export holds, under other names, and how each column of it is described.

records.py   what is read of the store, row by row
sheets.py    the table of all columns: the files and the data dictionary are both made of it
disguise.py  pseudonyms and dates, from the key of one export
agreeing.py  whether a client lets their words be used
"""
