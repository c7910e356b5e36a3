"""Certificates: `tls_self_signed_cert`."""

from __future__ import annotations

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.vocabulary.certificate import SelfSignedCertificate


class CreatedCertificate(SelfSignedCertificate):
    """A certificate that is signed with its own key."""

    @property
    def common_name(self) -> Fact[str | None]:
        """`subject.common_name`."""
        subject = Attributes(self.resource).raw("subject")
        if isinstance(subject, Unknown):
            return Fact(subject, self.resource, ("subject",))
        block = Attributes(self.resource).block("subject")
        return Fact(None, self.resource, ("subject",)) if block is None else block.text("common_name")

    @property
    def is_authority(self) -> Fact[bool]:
        """`is_ca_certificate`, false unless set."""
        return Attributes(self.resource).flag("is_ca_certificate", default=False)
