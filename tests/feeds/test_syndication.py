from __future__ import annotations

import json

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Paper</title>
<item><title>Two &amp;amp; three met</title><link>http://a/1</link><pubDate>Fri, 14 Nov 2014 10:00:00 +0200</pubDate>
<description>Teaser</description>
<content:encoded><![CDATA[<p>Two groups met.</p><script>x()</script><p>They <b>agreed</b>.</p>]]></content:encoded></item>
<item><link>http://a/2</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>They met</title><link rel="self" href="http://a/self"/>
<link href="http://a/3"/><published>2014-11-14T10:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Two groups met.</p>
</div></content></entry></feed>"""


def test_rss_entries(take):
    captures, refusals = take(RSS.encode())
    assert [json.loads(capture.body) for capture in captures] == [
        {"title": "Two & three met", "text": "Two groups met.\nThey agreed.", "url": "http://a/1", "published": "2014-11-14T10:00:00+02:00"}
    ]
    assert captures[0].url == "http://a/1"
    assert [refusal.code for refusal in refusals] == ["bad_record"]


def test_atom_entries(take):
    (capture,), refusals = take(ATOM.encode())
    assert json.loads(capture.body) == {
        "title": "They met",
        "text": "Two groups met.",
        "url": "http://a/3",
        "published": "2014-11-14T10:00:00Z",
    }
    assert refusals == []


def test_entities_are_not_opened(take, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    feed = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]><rss><channel><item><title>a &x; b</title></item></channel></rss>'
    captures, _ = take(b"<?xml version='1.0'?>" + feed.encode())
    assert not any(b"the secret" in capture.body for capture in captures)


def test_a_feed_cut_short_gives_the_entries_before(take):
    captures, _ = take(RSS[: RSS.index("<item><link>")].encode())
    assert len(captures) == 1


def test_a_feed_without_entries_is_told(take):
    assert [refusal.code for refusal in take(b"<rss><channel></channel></rss>")[1]] == ["bad_record"]
