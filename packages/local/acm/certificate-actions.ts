import { randomUUID } from "node:crypto";
import { takePage } from "../protocols/pages";
import { AcmError } from "./acm-error";
import { type AcmActions, ARN, defineAction } from "./action";
import { type Certificate, type CertificateStore, isIssued, requireCertificate } from "./certificates";
import { describeCertificate, summarizeCertificate } from "./describe-certificate";
import { readTags, TAGS } from "./tag-actions";

const HOUR = 3_600_000;
const DOMAIN = {
  minimum: 1,
  maximum: 253,
  pattern: String.raw`(\*\.)?(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\.)+((?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9])`,
} as const;
const LOGGING = { CertificateTransparencyLoggingPreference: { values: ["ENABLED", "DISABLED"] } } as const;
const KEY_ALGORITHM = {
  values: ["RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"],
} as const;
/** What is listed where a request names none. @see https://docs.aws.amazon.com/acm/latest/APIReference/API_Filters.html documented */
const LISTED_ALGORITHMS = ["RSA_1024", "RSA_2048"];

/** The actions on certificates, without keys and without a certificate authority: nobody here speaks TLS with them. */
export const CERTIFICATE_ACTIONS: AcmActions = {
  RequestCertificate: defineAction({
    mutates: true,
    members: {
      DomainName: { required: true, ...DOMAIN },
      ValidationMethod: { values: ["EMAIL", "DNS"] },
      SubjectAlternativeNames: { minimum: 1, maximum: 100, item: DOMAIN },
      IdempotencyToken: { minimum: 1, maximum: 32, pattern: String.raw`\w+` },
      DomainValidationOptions: {
        minimum: 1,
        maximum: 100,
        item: {
          members: { DomainName: { required: true, ...DOMAIN }, ValidationDomain: { required: true, ...DOMAIN } },
        },
      },
      Options: { members: { ...LOGGING, Export: { values: ["ENABLED", "DISABLED"] } } },
      Tags: TAGS,
      KeyAlgorithm: KEY_ALGORITHM,
    },
    run(store, request) {
      const { DomainName, SubjectAlternativeNames = [], ValidationMethod = "EMAIL", Options = {} } = request;
      const { DomainValidationOptions = [], KeyAlgorithm = "RSA_2048", IdempotencyToken, Tags = [] } = request;
      const same = IdempotencyToken && findRequested(store, DomainName, IdempotencyToken);
      if (same) return { CertificateArn: same.arn };
      const certificate: Certificate = {
        arn: createArn(store),
        domainName: DomainName,
        names: [...new Set([DomainName, ...SubjectAlternativeNames])],
        keyAlgorithm: KeyAlgorithm,
        validationMethod: ValidationMethod,
        validationDomains: Object.fromEntries(
          DomainValidationOptions.map(({ DomainName: name, ValidationDomain }) => [name, ValidationDomain]),
        ),
        ...(IdempotencyToken !== undefined && { idempotencyToken: IdempotencyToken }),
        createdAt: store.world.now(),
        isLogged: Options.CertificateTransparencyLoggingPreference !== "DISABLED",
        isExportable: Options.Export === "ENABLED",
        tags: readTags(Tags),
      };
      store.certificates.set(certificate.arn, certificate);
      return { CertificateArn: certificate.arn };
    },
  }),
  DescribeCertificate: defineAction({
    members: ARN,
    run: (store, { CertificateArn }) => ({
      Certificate: describeCertificate(store, requireCertificate(store, CertificateArn)),
    }),
  }),
  GetCertificate: defineAction({
    members: ARN,
    run(store, { CertificateArn }) {
      const certificate = requireCertificate(store, CertificateArn);
      if (!isIssued(store, certificate))
        throw new AcmError("RequestInProgressException", describePending(store, certificate));
      const { body = "", chain } = certificate.imported ?? {};
      return { Certificate: body, ...(chain !== undefined && { CertificateChain: chain }) };
    },
  }),
  ListCertificates: defineAction({
    members: {
      CertificateStatuses: { item: {} },
      Includes: { members: { keyTypes: { item: {} } } },
      NextToken: { minimum: 1, maximum: 10_000 },
      MaxItems: { type: "number", minimum: 1, maximum: 1_000 },
    },
    run(store, { CertificateStatuses: statuses, Includes, NextToken, MaxItems = 1_000 }) {
      const algorithms = Includes?.keyTypes ?? LISTED_ALGORITHMS;
      const summaries = [...store.certificates.values()]
        .filter(({ keyAlgorithm }) => algorithms.includes(keyAlgorithm))
        .map((certificate) => summarizeCertificate(store, certificate))
        .filter(({ Status }) => statuses === undefined || statuses.length === 0 || statuses.includes(Status));
      const page = takePage(summaries, { ...(NextToken !== undefined && { token: NextToken }), size: MaxItems }, 1_000);
      if (page === undefined) throw new AcmError("InvalidArgsException", "Invalid NextToken");
      const { items, nextToken } = page;
      return { CertificateSummaryList: items, ...(nextToken !== undefined && { NextToken: nextToken }) };
    },
  }),
  UpdateCertificateOptions: defineAction({
    mutates: true,
    // What `Export` says cannot be updated. @see https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateOptions.html documented
    members: { ...ARN, Options: { members: LOGGING, required: true } },
    run(store, { CertificateArn, Options: { CertificateTransparencyLoggingPreference: preference } }) {
      const certificate = requireCertificate(store, CertificateArn);
      if (preference !== undefined) certificate.isLogged = preference === "ENABLED";
    },
  }),
  DeleteCertificate: defineAction({
    mutates: true,
    members: ARN,
    run(store, { CertificateArn }) {
      const { arn } = requireCertificate(store, CertificateArn);
      if (store.world.listUsers(arn).length > 0) throw new AcmError("ResourceInUseException", describeUsed(store, arn));
      store.certificates.delete(arn);
    },
  }),
};

export const createArn = ({ world: { partition, region, accountId } }: CertificateStore): string =>
  `arn:${partition}:acm:${region}:${accountId}:certificate/${randomUUID()}`;

function findRequested(
  { certificates, world }: CertificateStore,
  domain: string,
  token: string,
): Certificate | undefined {
  return [...certificates.values()].find(
    ({ domainName, idempotencyToken, createdAt }) =>
      domainName === domain && idempotencyToken === token && world.now() - createdAt < HOUR,
  );
}

/** *Recorded* in a bug report: https://github.com/AlexsLemonade/refinebio/pull/2914. */
const describeUsed = ({ world }: CertificateStore, arn: string): string =>
  `Certificate ${arn} in account ${world.accountId} is in use.`;

/** *Recorded* in bug reports. @see https://github.com/hashicorp/terraform-provider-aws/issues/32025 */
export const describePending = ({ world }: CertificateStore, { arn }: Certificate): string =>
  `Certificate ${arn} in account ${world.accountId} not yet issued`;
