"""Stillwater decides here; `handlers` talks to Telegram, `storage` keeps.

A map, from the ground up:

    safety, people, errors      what everything rests on
    interview, schedule         what is said next; what comes when (pure)
    care                        the tie between a client and their counselor
    treatment                   where a client means, and which clinics are near (pure)
    episode, course             words that a person had to see, and what follows (pure)
    message, screens            what a client sees
    counsel                     what a counselor sees, and how their dialogs go (pure)
    mydata, research            what a client takes with them; what a study may have (pure)
    ports                       what the service needs from the world
    services                    the use cases
    doors, heart, running       how updates come in; what must go on; how it starts and ends
    app, __main__               the only file that knows everyone; the command line
"""
