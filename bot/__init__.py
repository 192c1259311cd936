"""Stillwater decides here; `handlers` talks to Telegram, `storage` keeps.

A map, from the ground up:

    safety, people, errors      what everything rests on
    interview, schedule         what is said next; what comes when (pure)
    message, screens            what a client sees
    ports                       what the service needs from the world
    services                    the use cases
    app, __main__               the only file that knows everyone; the command line
"""
