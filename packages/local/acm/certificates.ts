import { createHash } from "node:crypto";
import { AcmError } from "./acm-error";

/** The account and region whose certificates are asked for. */
export interface AcmWorld {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
  /** Whether a hosted zone of the account has a CNAME record of that name and value, both with the last dot. */
  readonly hasRecord: (name: string, value: string) => boolean;
  /** The ARNs of the resources that use a certificate. */
  readonly listUsers: (certificateArn: string) => readonly string[];
}

/** A certificate; times are milliseconds since 1970. */
export interface Certificate {
  readonly arn: string;
  readonly domainName: string;
  /** The domain name and those beside it. */
  readonly names: readonly string[];
  /** Of one that is imported, its PEM texts. */
  readonly imported?: {
    readonly body: string;
    readonly chain?: string;
    readonly notBefore: number;
    readonly notAfter: number;
  };
  /** `RSA_2048` */
  readonly keyAlgorithm: string;
  /** `NONE` of one that is imported. */
  readonly validationMethod: string;
  /** Where AWS sends its mails, by domain name; the domain itself where it is not here. */
  readonly validationDomains: Readonly<Record<string, string>>;
  /** A second request with it within an hour is the same. */
  readonly idempotencyToken?: string;
  readonly createdAt: number;
  /** Undefined as long as its domains are not validated. */
  issuedAt?: number;
  isLogged: boolean;
  readonly isExportable: boolean;
  readonly tags: Map<string, string>;
}

export interface CertificateStore {
  readonly world: AcmWorld;
  /** By ARN. */
  readonly certificates: Map<string, Certificate>;
}

/** The record that proves that a domain is whose certificate names it. */
export interface ValidationRecord {
  readonly Name: string;
  readonly Type: "CNAME";
  readonly Value: string;
}

/**
 * A certificate whose records nobody adds is issued after that many milliseconds nevertheless, and the log says so: the
 * zone may be somewhere else, and mails reach nobody here. AWS waits for 72 hours.
 */
const PATIENCE = 10_000;

/** *Recorded* in bug reports: the text. @throws AcmError ResourceNotFoundException. */
export function requireCertificate({ certificates }: CertificateStore, arn: string): Certificate {
  const found = certificates.get(arn);
  if (found) return found;
  throw new AcmError("ResourceNotFoundException", `Could not find certificate ${arn}.`);
}

/** A wildcard is proved by the record of the domain that it stands in. */
const bareDomain = (domain: string): string => domain.replace(/^\*\./, "").toLowerCase();

/**
 * Returns a domain's record, which is the same for each certificate of the account that names it.
 * @see https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html documented
 */
export function createValidationRecord(accountId: string, domain: string): ValidationRecord {
  const bare = bareDomain(domain);
  const digits = createHash("sha256").update(`${accountId} ${bare}`).digest("hex");
  const zone = digits.replace(/\d/g, (digit) => String.fromCharCode(103 + Number(digit))).slice(0, 10);
  return {
    Name: `_${digits.slice(0, 32)}.${bare}.`,
    Type: "CNAME",
    Value: `_${digits.slice(32)}.${zone}.acm-validations.aws.`,
  };
}

function listMissing({ accountId, hasRecord }: AcmWorld, { names }: Certificate): readonly string[] {
  const records = names.map((name) => createValidationRecord(accountId, name));
  return [...new Set(records.filter(({ Name, Value }) => !hasRecord(Name, Value)).map(({ Name }) => Name))];
}

/** Whether a certificate may be used: it is issued once its domains are validated, and remains so. */
export function isIssued({ world }: CertificateStore, certificate: Certificate): boolean {
  if (certificate.issuedAt !== undefined) return true;
  const isDns = certificate.validationMethod === "DNS";
  const missing = isDns ? listMissing(world, certificate) : certificate.names;
  const isLate = world.now() - certificate.createdAt >= PATIENCE;
  if (missing.length > 0 && !isLate) return false;
  if (missing.length > 0) world.log(describeUnproved(certificate, isDns ? missing : undefined));
  certificate.issuedAt = world.now();
  return true;
}

function describeUnproved({ domainName }: Certificate, missing: readonly string[] | undefined): string {
  const what = `ACM: the certificate of ${domainName} is issued here after ${PATIENCE / 1_000} s, though`;
  return missing === undefined
    ? `${what} nobody is asked by mail; AWS waits for the answer of each domain's owner`
    : `${what} no hosted zone here has the records that prove its domains; AWS waits for them, got none of ${missing.join(", ")}`;
}
