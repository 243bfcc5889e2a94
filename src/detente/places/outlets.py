"""What an outlet's name or domain tells of the places in its articles: its country, and the town it is named after. No lookup.

Local news leaves out what its readers know: "Richmond" in the Richmond Register is Kentucky's. The domain doesn't say which Richmond it is,
but that it needn't be the largest; what else the article names decides.
"""

from __future__ import annotations

import re

_ENDINGS = """
    ae:ARE af:AFG al:ALB am:ARM ar:ARG at:AUT au:AUS az:AZE ba:BIH bd:BGD be:BEL bg:BGR bh:BHR bo:BOL br:BRA bw:BWA by:BLR ca:CAN ch:CHE
    ci:CIV cl:CHL cm:CMR cn:CHN cr:CRI cu:CUB cy:CYP cz:CZE de:DEU dk:DNK dz:DZA ec:ECU ee:EST eg:EGY es:ESP et:ETH fi:FIN fr:FRA ge:GEO
    gh:GHA gr:GRC gt:GTM hk:HKG hn:HND hr:HRV hu:HUN id:IDN ie:IRL il:ISR in:IND iq:IRQ ir:IRN is:ISL it:ITA jm:JAM jo:JOR jp:JPN ke:KEN
    kg:KGZ kh:KHM kr:KOR kw:KWT kz:KAZ lb:LBN lk:LKA lt:LTU lv:LVA ma:MAR md:MDA mk:MKD mm:MMR mt:MLT mw:MWI mx:MEX my:MYS mz:MOZ na:NAM
    ng:NGA ni:NIC nl:NLD no:NOR np:NPL nz:NZL om:OMN pa:PAN pe:PER ph:PHL pk:PAK pl:POL ps:PSE pt:PRT py:PRY qa:QAT ro:ROU rs:SRB ru:RUS
    rw:RWA sa:SAU sd:SDN se:SWE sg:SGP si:SVN sk:SVK sn:SEN sv:SLV sy:SYR th:THA tn:TUN tr:TUR tw:TWN tz:TZA ua:UKR ug:UGA uk:GBR uy:URY
    uz:UZB ve:VEN vn:VNM ye:YEM za:ZAF zm:ZMB zw:ZWE"""
COUNTRY_OF_ENDING = dict(pair.split(":") for pair in _ENDINGS.split())
"""Top-level domain → ISO 3166 alpha-3 (IANA's root zone); those that the world rents for their look (.co, .tv, .me, .io) are left out."""

_HOST = re.compile(r"^(?:\w+://)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)")
_LEAST = 5
"""Letters of a town's name from which on it is no chance that a domain holds them."""


def country_of(outlet: str | None) -> str | None:
    """Return the country that an outlet's domain belongs to, None for a name or a domain of the whole world's.

    >>> country_of("https://www.lfpress.ca/news"), country_of("ajc.com"), country_of("The Item")
    ('CAN', None, None)
    """
    host = _HOST.match(outlet.strip().lower()) if outlet else None
    return COUNTRY_OF_ENDING.get(host[1].rsplit(".", 1)[-1]) if host else None


def letters(outlet: str | None) -> str:
    """Return the letters of an outlet's name, or of its domain without the path.

    >>> letters("https://www.richmond-register.com/local/3"), letters("Concord Monitor")
    ('richmondregistercom', 'concordmonitor')
    """
    host = _HOST.match(outlet.strip().lower()) if outlet else None
    return re.sub(r"\W", "", host[1] if host else (outlet or "").lower())


def named_after(name_letters: str, key: str) -> bool:
    """Whether an outlet of these letters bears the folded name of a place.

    >>> named_after("richmondregistercom", "richmond"), named_after("ajccom", "atlanta"), named_after("dailystarcom", "star")
    (True, False, False)
    """
    name = key.replace(" ", "")
    return len(name) >= _LEAST and name in name_letters
