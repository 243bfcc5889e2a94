"""All day: feeds asked again and again, each page coded as it comes, the world told anew where it touches it, and people told of it.

Read `arrivals.py` (one article → what it changes), `settings.py` (FEEDS.toml), `desk.py` (the loop), `intake.py` (what comes in),
`rules.py` and `alerting.py` (watches and alerts), `posting.py` and `documents.py` (webhook; RSS and JSON Feed).
"""
