"""FindTreatment.gov: the directory of treatment in the United States, asked over its JSON export.

The export is the one behind the site's own pages: it asks for no key, and SAMHSA asks whoever uses
it to register (docs/directory.md). It is known here from its clients' code, not from a contract:
what its rows hold is taken where it can be read, and left out where it cannot.
"""
