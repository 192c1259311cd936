"""Files that a counselor sends in the tests: good ones, clumsy ones, and hostile ones."""
