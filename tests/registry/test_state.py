"""Where images stand: computed from facts, a day and the site's limits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.registry.author import ADA, BOB, EVE, PEOPLE, TODAY, UUID, ZOE, Author, Key, noon
from vmgate.model.templates import Approval, Expiry, Standing
from vmgate.registry import canonical
from vmgate.registry.expiry import Limits
from vmgate.registry.parts import Demands, Member, Missing, Parent, Patch, Role
from vmgate.registry.state import compute
from vmgate.registry.store import read_directory

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vmgate.model.templates import TemplateRecord
    from vmgate.registry.facts import Image

    Stands = Callable[..., TemplateRecord]


def parent(image: Image) -> Parent:
    """An image as the parent of another."""
    digest = canonical.digest(canonical.encoded(image))
    return Parent(name=image.name, version=image.version, record=digest)


def test_an_image_that_an_approver_signed_is_approved(author: Author, stands: Stands) -> None:
    """One owner and one approver are enough, unless the root demands more; the answer says who it was."""
    author.approved()
    record = stands()
    assert (record.approval, record.state) == (Approval.APPROVED, "approved")
    assert record.why == f"was approved on 2026-11-13 by {BOB}"
    assert record.approved == date(2026, 11, 13)
    assert record.owner == ADA
    assert record.locators[0].identity == UUID


def test_an_image_that_nobody_approved_is_a_draft(author: Author, stands: Stands) -> None:
    """Its record alone authorizes nothing."""
    author.image()
    assert stands().state == "draft"
    assert stands().why == "is not approved: 0 of 1 people approved it"


def test_an_owner_does_not_approve_their_own(tmp_path: Path, stands: Stands) -> None:
    """Not even where they have both roles."""
    author = Author(tmp_path / "templates")
    author.root(people={**PEOPLE, ADA: Member(roles=(Role.OWNER, Role.APPROVER))})
    author.approve(author.image(), ADA)
    assert stands().state == "draft"
    assert f"{ADA} owns the image and cannot approve it" in stands().why


def test_somebody_without_the_role_does_not_approve(author: Author, stands: Stands) -> None:
    """Roles are what the root says."""
    author.approve(author.image(), ZOE)
    assert stands().state == "draft"
    assert f"{ZOE} may not sign that, being root, checkpoint" in stands().why


def test_an_approval_is_of_the_very_record(author: Author, stands: Stands) -> None:
    """An approval that names another digest is of another image."""
    author.approve(author.image(), record="sha256:" + "0" * 64)
    assert stands().state == "draft"
    assert "approved another record than this one" in stands().why


def test_a_record_that_its_owner_did_not_sign_proves_nothing(author: Author, stands: Stands) -> None:
    """An approval does not stand in for the owner."""
    author.approved(by=BOB)
    assert stands().state == "unverifiable"
    assert f"{BOB} may not sign that" in stands().why


def test_an_approval_expires(author: Author, stands: Stands) -> None:
    """It holds a year by default: on the last day it still does."""
    image = author.approved()
    author.validate(image)
    assert not stands(day=author.day + timedelta(days=365)).against(Standing.EXPIRED, Expiry.APPROVAL_AGE)
    record = stands(day=author.day + timedelta(days=366))
    assert record.approval is Approval.APPROVED
    assert record.state == "expired"
    (objection,) = record.against(Standing.EXPIRED, Expiry.APPROVAL_AGE)
    assert objection.text == "its approval expired on 2027-11-13, 365 days after it was given"


def test_who_approves_again_approves_for_longer(author: Author, stands: Stands) -> None:
    """The day of the approval stays the first."""
    image = author.approved()
    assert stands().approval_ends == date(2027, 11, 13)
    author.day = TODAY
    author.approve(image)
    assert (stands().approved, stands().approval_ends) == (date(2026, 11, 13), date(2027, 11, 23))


def test_an_ancestors_revocation_that_does_not_hold_is_not_passed_over_either(
    author: Author, stands: Stands
) -> None:
    """Whoever breaks its signature frees no descendant."""
    base = author.approved("base", "1")
    author.approved("web", "1", parents=(parent(base),))
    author.revoke(base)
    (signature,) = author.directory.glob("images/base/1/revocation.*.sig")
    signature.unlink()
    assert stands("web 1").state == "unverifiable"
    assert "of its ancestor base 1: images/base/1/revocation" in stands("web 1").why


def test_a_parent_by_name_only_proves_nothing(author: Author, stands: Stands) -> None:
    """Nobody could tell whether it was revoked."""
    author.approved(parents=(Parent(name="debian13-base", version="1"),))
    assert stands().state == "unverifiable"
    assert "its ancestor debian13-base 1 is known by its name only" in stands().why


def test_a_revocation_can_be_brought_forward(author: Author, stands: Stands) -> None:
    """By the same person: the one that takes effect first counts."""
    image = author.approved()
    author.revoke(image, effective=date(2027, 1, 1))
    author.day = TODAY
    author.revoke(image, reason="it is exploited")
    assert stands().state == "revoked"
    assert "it is exploited" in stands().why


def test_a_revoked_image_says_who_and_why(author: Author, stands: Stands) -> None:
    """The first revocation stands, and the approval that was there changes nothing."""
    image = author.approved()
    author.revoke(image)
    assert stands().state == "revoked"
    assert stands().why == f"was revoked on 2026-11-13 by {BOB}: CVE-2026-1234"


def test_a_revocation_reaches_descendants_whenever_they_were_made(author: Author, stands: Stands) -> None:
    """Also a grandchild that was published and approved after its ancestor was revoked."""
    base = author.approved("debian13-base", "2026.10.1")
    middle = author.approved("debian13", "2026.11", parents=(parent(base),))
    author.revoke(base)
    author.day = TODAY
    author.approved("web", "1", parents=(parent(middle),))
    record = stands("web 1")
    assert record.state == "tainted"
    assert record.ancestors == ("debian13 2026.11", "debian13-base 2026.10.1")
    (objection,) = record.against(Standing.TAINTED)
    assert (
        objection.text == f"parent debian13-base 2026.10.1 was revoked on 2026-11-13 by {BOB}: CVE-2026-1234"
    )
    assert objection.ancestor == "debian13-base 2026.10.1"


def test_an_ancestor_whose_record_is_missing_leaves_an_image_unverifiable(
    author: Author, stands: Stands
) -> None:
    """Nobody can tell whether it was revoked."""
    author.approved(parents=(Parent(name="debian13-base", version="1", record="sha256:" + "1" * 64),))
    assert stands().state == "unverifiable"
    assert "the record of its ancestor debian13-base 1 is missing" in stands().why


def test_a_circle_of_parents_ends(author: Author, stands: Stands) -> None:
    """Two images that name each other's content as what they came from are nonsense, and the walk ends."""
    one, other = ("sha256:" + digit * 64 for digit in "12")
    author.approved("a", "1", digest=one, parents=(Parent(name="b", digest=other),))
    author.approved("b", "1", digest=other, parents=(Parent(name="a", digest=one),))
    assert stands("a 1").state == "unverifiable"
    assert "it is an ancestor of itself" in stands("b 1").why


def test_a_revocation_that_does_not_hold_is_never_passed_over(author: Author, stands: Stands) -> None:
    """Somebody tampered with it, or could not sign: that is no reason to trust the image."""
    image = author.approved()
    author.keys[BOB] = Key.of("another key of bob's")
    author.revoke(image)
    assert stands().state == "unverifiable"
    assert "nobody may pass over a revocation" in stands().why


def test_deprecation_names_the_replacement(author: Author, stands: Stands) -> None:
    """A deprecated image was approved, and is from its day on to be replaced."""
    image = author.approved()
    author.deprecate(image, effective=TODAY, replacement="2026.12")
    assert stands(day=TODAY - timedelta(days=1)).state == "approved"
    assert stands().state == "deprecated"
    assert stands().replacement == "2026.12"
    assert stands().why == f"is deprecated since 2026-11-23 by {ADA}: too old"


@pytest.mark.parametrize(("age", "old"), [(30, False), (31, False), (32, True)])
def test_updates_are_a_month_old_at_most(author: Author, stands: Stands, age: int, old: bool) -> None:
    """31 days are allowed (C37), whenever the image was built."""
    author.approved(patch=Patch(until=noon(TODAY - timedelta(days=age)), method="apt-inrelease"))
    assert bool(stands().against(Standing.EXPIRED, Expiry.PATCH_AGE)) is old


@pytest.mark.parametrize(("age", "late"), [(60, False), (61, True)])
def test_a_security_update_is_missing_for_60_days_at_most(
    author: Author, stands: Stands, age: int, late: bool
) -> None:
    """Counted from its release (C36)."""
    missing = Missing(id="DSA-1", released=TODAY - timedelta(days=age))
    author.approved(patch=Patch(until=noon(author.day), method="apt-inrelease", missing=(missing,)))
    assert bool(stands().against(Standing.EXPIRED, Expiry.UPDATE_MISSING)) is late


def test_a_validation_says_what_is_missing_by_now(author: Author, stands: Stands) -> None:
    """The newest one counts; one that finds nothing missing proves the updates up to its day (C31)."""
    image = author.approved(
        patch=Patch(until=noon(date(2026, 9, 1)), method="apt-inrelease"), issued=noon(date(2026, 9, 1))
    )
    assert stands().state == "expired"
    author.validate(image)
    assert stands().state == "approved"
    assert stands().patched == author.day
    author.day = TODAY
    author.validate(image, missing=(Missing(id="DSA-2"),))
    record = stands()
    assert record.validation is not None
    assert (record.validation.day, record.validation.by) == (TODAY, BOB)
    assert [one.id for one in record.missing] == ["DSA-2"]
    assert record.patched == date(2026, 9, 1)


def test_updates_from_the_future_prove_nothing(author: Author, stands: Stands) -> None:
    """Six minutes after the record was written are too many; clocks may be five apart."""
    for version, minutes in (("1", 5), ("2", 6)):
        until = noon(author.day) + timedelta(minutes=minutes)
        author.approved(version=version, patch=Patch(until=until, method="apt-inrelease"))
    assert stands("debian13 1").state == "approved"
    assert stands("debian13 2").state == "unverifiable"


def test_a_fact_of_the_future_is_not_there_yet(author: Author, stands: Stands) -> None:
    """The registry is told as it was on the day that is asked for."""
    image = author.approved()
    author.day = TODAY
    author.revoke(image)
    assert stands(day=TODAY - timedelta(days=1)).state == "approved"
    assert stands().state == "revoked"


def test_a_system_out_of_support_is_told_unless_the_site_has_a_contract(
    author: Author, tmp_path: Path
) -> None:
    """What the vendor says comes from outside; the site's own word is a fact."""
    author.approved()
    ended = Limits(end_of_support=lambda _: TODAY - timedelta(days=1))

    def told() -> list[str]:
        (record,) = compute(read_directory(tmp_path / "templates"), TODAY, ended).records
        return [one.text for one in record.against(Standing.EXPIRED, Expiry.END_OF_LIFE)]

    assert told() == ["support of debian 13 ended on 2026-11-22"]
    author.support("debian", "13", TODAY)
    assert told() == []


def test_channels_lead_to_one_version(author: Author, stands: Stands) -> None:
    """The newest move counts."""
    old, new = author.approved(version="1"), author.approved(version="2")
    author.channel(old)
    assert stands("debian13 1").channels == ("prod",)
    author.day = TODAY
    author.channel(new)
    assert stands("debian13 1").channels == ()
    assert stands("debian13 2").channels == ("prod",)


def test_the_newest_capture_of_each_cluster_counts(author: Author, tmp_path: Path) -> None:
    """What hypervisors support is captured by cluster; a capture that does not hold says so."""
    author.hypervisors({"debian13_64Guest": "unsupported"}, cluster="cl-general")
    author.day = TODAY
    author.hypervisors({"debian13_64Guest": "supported"}, cluster="cl-general")
    author.hypervisors({}, cluster="cl-other", by=ZOE)
    registry = compute(read_directory(tmp_path / "templates"), TODAY)
    general, other = registry.hypervisors("vsphere", "vcenter.example.edu")
    assert (general.cluster, general.captured, general.levels) == (
        "cl-general",
        TODAY,
        {"debian13_64Guest": "supported"},
    )
    assert general.problem == ""
    assert other.problem == f"{ZOE} may not sign that, being root, checkpoint"


def test_evidence_has_to_be_there(author: Author, stands: Stands, tmp_path: Path) -> None:
    """A digest without its document proves nothing."""
    author.approved(
        patch=Patch(until=noon(author.day), method="apt-inrelease", evidence=canonical.digest(b"InRelease"))
    )
    assert stands().state == "unverifiable"
    file = tmp_path / "templates/evidence/sha256" / canonical.digest(b"InRelease").removeprefix("sha256:")
    file.parent.mkdir(parents=True)
    file.write_bytes(b"InRelease")
    assert stands().state == "approved"


def test_people_count_by_role_where_the_root_demands_it(tmp_path: Path, stands: Stands) -> None:
    """Two approvals, one of them for security; an image without a digest needs a third."""
    author = Author(tmp_path / "templates")
    people = {**PEOPLE, "max@example.edu": Member(roles=(Role.APPROVER,))}
    author.root(people=people, demands=Demands(approvals=2, of_role={Role.SECURITY: 1}, unbound_approvals=3))
    unbound, bound = author.image(version="1"), author.image(version="2", digest="sha256:" + "1" * 64)
    for image in (unbound, bound):
        author.approve(image, BOB)
        author.approve(image, "max@example.edu")
    assert "2 of 3 people approved it, as it has no digest" in stands("debian13 1").why
    assert "0 of 1 people for security approved it" in stands("debian13 2").why
    for image in (unbound, bound):
        author.approve(image, EVE)
    assert stands("debian13 1").state == "approved"
    assert stands("debian13 2").state == "approved"
