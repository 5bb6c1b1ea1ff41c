"""Officers' signing keys: real keys, each of one person, vouched for by somebody above him."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import officer_named
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Officer
from zhucun.facts.signing_keys import REQUIRED, SigningKey, signing_keys_of


def _keys(county: CountyFacts) -> Iterator[SigningKey]:
    """Keys of the city, the county and its townships."""
    for record in (*county.city_records, *county.records):
        if record.place.kind == "region":
            yield from signing_keys_of(record)


@rule(
    title="登记的公钥是完整的公钥",
    why="抄漏一个字的公钥谁也对不上，本人签的名就成了陌生人的。",
    mend="请把 ssh-keygen 生成的 .pub 文件的前两段（种类和公钥）原样抄进来，不要最后的备注。",
    private=True,
)
def key_is_well_formed(county: CountyFacts) -> Iterator[Found]:
    """A key is what its kind says: base64 that holds a key of that kind, whole."""
    for key in _keys(county):
        if not key.fingerprint:
            yield Found(
                key.path,
                f"{key.pointer}/key",
                f"{officer_named(county, key.owner.id)}登记的公钥残缺，或者种类与内容不符。",
                got=key.text.partition(" ")[0],
            )


@rule(
    title="一把公钥只属于一个人",
    why="两个人共用一把钥匙，签名就说不清是谁签的。",
    mend="请各用各的钥匙：其中一人另外生成一把，由上级确认后登记。",
    private=True,
)
def key_has_one_owner(county: CountyFacts) -> Iterator[Found]:
    """No key is registered for two officers."""
    owners: dict[str, SigningKey] = {}
    for key in _keys(county):
        if not key.fingerprint:
            continue
        first = owners.setdefault(key.fingerprint, key)
        if first.owner.id != key.owner.id:
            yield Found(
                key.path,
                f"{key.pointer}/key",
                f"{officer_named(county, key.owner.id)}登记的公钥已经是"
                f"{officer_named(county, first.owner.id)}的。",
                got=key.fingerprint,
                evidence=(f"{first.path}#{first.pointer}/key",),
            )


@rule(
    title="公钥由上级确认",
    why="没有人核对过的公钥可以是任何人的；自己确认自己的，等于没有确认。",
    mend="请由上一级在任的人员（市里的由市里另一位人员）当面核对后确认，写明确认人和日期；"
    "确认以前的日子不能用它签名。",
    private=True,
)
def key_is_confirmed_above(county: CountyFacts) -> Iterator[Found]:
    """A key is confirmed by another officer, in office on that day on a level above (a city's by
    another of the city), and counts from that day on at the earliest.
    """
    if county.lacks_a_region:
        return
    for key in _keys(county):
        who, day = officer_named(county, key.owner.id), key.confirmed_on
        terms = county.in_office(key.confirmed_by, day)
        if terms and not any(_vouches(term, key) for term in terms):
            confirmer = officer_named(county, key.confirmed_by)
            yield Found(
                key.path,
                f"{key.pointer}/confirmed/by",
                f"{who}的公钥由{confirmer}确认，他在 {day} 不是上一级的人员。",
                got=key.confirmed_by,
                evidence=tuple(f"{t.path}#{t.pointer}" for t in terms),
            )
        if key.span.start < day:
            yield Found(
                key.path,
                f"{key.pointer}/from",
                f"{who}的公钥 {day} 才确认，却写着从 {key.span.start} 起可以用。",
                got=key.span.start,
                need=day,
            )


@rule(
    title="要求签名的地方有人能签名",
    why="要求签名而没有人登记有效的公钥，这个地方的记录就谁也改不了。",
    mend="请由上一级先登记这一级人员的公钥，再要求签名；钥匙都作废或到期的，请换新的。",
    severity="warn",
    private=True,
)
def required_signatures_can_be_given(county: CountyFacts) -> Iterator[Found]:
    """Where a city or a county asks for signatures, somebody of each region who is in office has a
    key that counts on the day judged. Where nobody here or above ever registered one, nobody could
    change anything any more, not even this: that blocks. A lost key is revoked all the same.
    """
    regions = [r for r in (county.city_region, *county.of("region")) if r is not None]
    asking = [r for r in regions if r.data.get("gate", {}).get("signatures") == REQUIRED]
    if not asking or county.lacks_a_region:
        return
    day = county.as_of
    able = {
        key.owner.area
        for key in _keys(county)
        if key.span.covers(day) and not key.revoked and key.owner.span.covers(day)
    }
    for region in regions:
        area = region.path.rpartition("/")[0]
        asked = any(f"{area}/".startswith(f"{r.path.rpartition('/')[0]}/") for r in asking)
        if asked and area not in able:
            ever = any(f"{area}/".startswith(f"{key.owner.area}/") for key in _keys(county))
            yield Found(
                region.path,
                "/officers",
                f"{region.data['name']}要求提交有签名，到 {day} 却没有一位在任的人员有可用的公钥。",
                got=0,
                severity="warn" if ever else "block",
            )


def _vouches(term: Officer, key: SigningKey) -> bool:
    """Whether a term lies above the region that registers a key, or beside its owner in a city."""
    if term.id == key.owner.id or term.name == key.owner.name:
        return False
    if key.owner.level == "市":
        return term.area == key.owner.area
    return key.owner.area.startswith(f"{term.area}/")


@rule(
    title="公钥的起止不颠倒",
    why="起止颠倒的公钥没有一天有效，用它签的名都不算。",
    mend="请改正 from 和 to。",
    private=True,
)
def key_dates_are_in_order(county: CountyFacts) -> Iterator[Found]:
    """A key's last day isn't before its first."""
    for key in _keys(county):
        if key.span.end is not None and key.span.end < key.span.start:
            yield Found(
                key.path,
                f"{key.pointer}/to",
                f"{officer_named(county, key.owner.id)}的公钥止于 {key.span.end}，"
                f"早于开始的 {key.span.start}。",
                got=key.span.end,
                need=key.span.start,
            )
