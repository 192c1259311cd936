"""The counselor's side: what their commands show and how their dialogs go; pure.

draft                       what a counselor is in the middle of, and the keys of a dialog
own, facts                  what the dialogs about oneself share; settling, settings: those dialogs
hours, working              working hours as typed; when they next begin
away                        until when one is away, and who stands in
clients, card, tally        the list, one client's card, and what is counted there
overview                    all of them on one screen
invite, invite_screens      inviting; label: the counselor's word for a client; rename: another one
session, session_screens    the next session; calendar: a month to tap a day in
day, dayword, hour          days and times of day as typed
planned, history            a plan's own screen, and every version it had
wizard                      a plan made or changed, part by part
apply                       giving plans: apply_screens, apply_summary, apply_facts; changes: what
                            follows for each client; ticking: many of them chosen
rehearsal                   a check-in played in the counselor's own chat
"""
