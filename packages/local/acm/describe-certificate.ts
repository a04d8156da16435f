import { type Certificate, type CertificateStore, createValidationRecord, isIssued } from "./certificates";

/** 198 days, *reported* by one who issues them; AWS's guide said 395 before. @see https://infisical.com/docs/documentation/platform/pki/ca/aws-acm-public-ca.md */
const VALID_FOR = 198 * 86_400_000;
/** @see https://docs.aws.amazon.com/acm/latest/userguide/email-validation.html documented */
const MAILBOXES = ["admin", "administrator", "hostmaster", "postmaster", "webmaster"];

/** Returns a CertificateDetail. @see https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html */
export function describeCertificate(store: CertificateStore, certificate: Certificate) {
  const { arn, domainName, names, imported, isLogged, isExportable } = certificate;
  const issued = isIssued(store, certificate);
  return {
    CertificateArn: arn,
    DomainName: domainName,
    SubjectAlternativeNames: names,
    ...(!imported && { DomainValidationOptions: names.map((name) => describeValidation(store, certificate, name)) }),
    Subject: `CN=${domainName}`,
    Issuer: imported ? domainName : "Amazon",
    ...describeTimes(certificate),
    Status: issued ? "ISSUED" : "PENDING_VALIDATION",
    // With a hyphen: *recorded*, in what describe-certificate has answered users who published it.
    KeyAlgorithm: certificate.keyAlgorithm.replace("_", "-"),
    SignatureAlgorithm: "SHA256WITHRSA",
    InUseBy: store.world.listUsers(arn),
    Type: imported ? "IMPORTED" : "AMAZON_ISSUED",
    RenewalEligibility: "INELIGIBLE",
    Options: {
      CertificateTransparencyLoggingPreference: isLogged ? "ENABLED" : "DISABLED",
      Export: isExportable ? "ENABLED" : "DISABLED",
    },
  };
}

/** Returns a CertificateSummary. @see https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateSummary.html */
export function summarizeCertificate(store: CertificateStore, certificate: Certificate) {
  const { InUseBy, ...described } = describeCertificate(store, certificate);
  const { CertificateArn, DomainName, Status, Type, KeyAlgorithm, RenewalEligibility } = described;
  return {
    ...{ CertificateArn, DomainName, Status, Type, KeyAlgorithm, RenewalEligibility },
    SubjectAlternativeNameSummaries: certificate.names,
    HasAdditionalSubjectAlternativeNames: false,
    InUse: InUseBy.length > 0,
    ...describeTimes(certificate),
  };
}

function describeTimes({ createdAt, issuedAt, imported }: Certificate) {
  const seconds = (milliseconds: number) => Math.floor(milliseconds / 1_000);
  if (imported)
    return {
      CreatedAt: seconds(createdAt),
      ImportedAt: seconds(createdAt),
      NotBefore: seconds(imported.notBefore),
      NotAfter: seconds(imported.notAfter),
    };
  if (issuedAt === undefined) return { CreatedAt: seconds(createdAt) };
  return {
    CreatedAt: seconds(createdAt),
    IssuedAt: seconds(issuedAt),
    NotBefore: seconds(issuedAt),
    NotAfter: seconds(issuedAt + VALID_FOR),
  };
}

function describeValidation(store: CertificateStore, certificate: Certificate, name: string) {
  const { validationMethod, validationDomains } = certificate;
  const domain = validationDomains[name] ?? name;
  const shared = {
    DomainName: name,
    ValidationDomain: domain,
    ValidationStatus: isIssued(store, certificate) ? "SUCCESS" : "PENDING_VALIDATION",
    ValidationMethod: validationMethod,
  };
  if (validationMethod === "DNS")
    return { ...shared, ResourceRecord: createValidationRecord(store.world.accountId, name) };
  return { ...shared, ValidationEmails: MAILBOXES.map((box) => `${box}@${domain.replace(/^\*\./, "")}`) };
}
