import { X509Certificate } from "node:crypto";
import type { JsonObject } from "@sfn-websocket/languages/json";
import { createAcm } from "../../acm/acm";
import { createCertificate } from "../../../../__tests__/terraform/self-signed-certificate";

const ARN = expect.stringMatching(/^arn:aws:acm:eu-west-1:123456789012:certificate\/[0-9a-f-]{36}$/) as string;

/** ACM, and the values of the CNAME records that the account has, by their names. */
function open() {
  const log: string[] = [];
  const clock = { now: 1_000 };
  const records = new Map<string, string>();
  const users: string[] = [];
  const acm = createAcm({
    ...{ partition: "aws", accountId: "123456789012", region: "eu-west-1" },
    now: () => clock.now,
    log: (line) => log.push(line),
    hasRecord: (name, value) => records.get(name) === value,
    listUsers: () => users,
  });
  const ask = (action: string, request: JsonObject = {}): JsonObject => {
    const { status, body } = acm.call(action, JSON.stringify(request));
    const answer = body === "" ? {} : (JSON.parse(body) as JsonObject);
    return status === 200 ? answer : { error: `${String(answer.__type)}: ${String(answer.message)}` };
  };
  const request = (DomainName: string, more: JsonObject = {}): string =>
    String(ask("RequestCertificate", { DomainName, ValidationMethod: "DNS", ...more }).CertificateArn);
  const describe = (CertificateArn: string) => ask("DescribeCertificate", { CertificateArn }).Certificate as JsonObject;
  const validations = (arn: string): readonly Validation[] =>
    JSON.parse(JSON.stringify(describe(arn).DomainValidationOptions)) as Validation[];
  const prove = (arn: string) =>
    validations(arn).forEach(({ ResourceRecord: { Name, Value } }) => records.set(Name, Value));
  return { acm, log, clock, users, ask, request, describe, validations, prove };
}

interface Validation {
  readonly DomainName: string;
  readonly ResourceRecord: { readonly Name: string; readonly Type: string; readonly Value: string };
}

it("issues a certificate when the records of its domains are there", () => {
  const { acm, log, request, describe, prove } = open();
  const arn = request("ws.example.com", { SubjectAlternativeNames: ["api.example.com"] });
  expect(describe(arn)).toEqual({
    CertificateArn: ARN,
    DomainName: "ws.example.com",
    SubjectAlternativeNames: ["ws.example.com", "api.example.com"],
    DomainValidationOptions: ["ws.example.com", "api.example.com"].map((DomainName) => ({
      ...{ DomainName, ValidationDomain: DomainName, ValidationMethod: "DNS", ValidationStatus: "PENDING_VALIDATION" },
      ResourceRecord: {
        Name: expect.stringMatching(new RegExp(`^_[0-9a-f]{32}\\.${DomainName}\\.$`)) as string,
        Type: "CNAME",
        Value: expect.stringMatching(/^_[0-9a-f]{32}\.[a-z]{10}\.acm-validations\.aws\.$/) as string,
      },
    })),
    ...{ Subject: "CN=ws.example.com", Issuer: "Amazon", CreatedAt: 1, Status: "PENDING_VALIDATION" },
    ...{ KeyAlgorithm: "RSA-2048", SignatureAlgorithm: "SHA256WITHRSA", InUseBy: [], Type: "AMAZON_ISSUED" },
    RenewalEligibility: "INELIGIBLE",
    Options: { CertificateTransparencyLoggingPreference: "ENABLED", Export: "DISABLED" },
  });
  expect(acm.refuseUse(arn)).toBe(`Certificate ${arn} in account 123456789012 not yet issued`);
  prove(arn);
  expect(describe(arn)).toMatchObject({ Status: "ISSUED", IssuedAt: 1, NotBefore: 1, NotAfter: 1 + 198 * 86_400 });
  expect([acm.refuseUse(arn), log]).toEqual([undefined, []]);
});

it("proves a wildcard by the record of its domain, which is the same for each certificate of it", () => {
  const { request, validations, prove, describe } = open();
  const [wild, plain] = [request("*.example.com"), request("Example.com")];
  expect(validations(wild)[0]?.ResourceRecord).toEqual(validations(plain)[0]?.ResourceRecord);
  prove(wild);
  expect(describe(plain)).toMatchObject({ Status: "ISSUED" });
});

it("issues what nobody proves here after ten seconds, and says what AWS waits for", () => {
  const { log, clock, request, describe, validations } = open();
  const [dns, mail] = [request("a.example.com"), request("b.example.com", { ValidationMethod: "EMAIL" })];
  clock.now += 9_999;
  expect([describe(dns).Status, describe(mail).Status]).toEqual(["PENDING_VALIDATION", "PENDING_VALIDATION"]);
  clock.now += 1;
  expect([describe(dns).Status, describe(dns).Status, describe(mail).Status]).toEqual(["ISSUED", "ISSUED", "ISSUED"]);
  expect(log).toEqual([
    `ACM: the certificate of a.example.com is issued here after 10 s, though no hosted zone here has the records that prove its domains; AWS waits for them, got none of ${validations(dns)[0]?.ResourceRecord.Name}`,
    "ACM: the certificate of b.example.com is issued here after 10 s, though nobody is asked by mail; AWS waits for the answer of each domain's owner",
  ]);
});

it("tells whom AWS asks by mail", () => {
  const { request, describe } = open();
  const options = [{ DomainName: "*.a.example.com", ValidationDomain: "example.com" }];
  const arn = request("*.a.example.com", { ValidationMethod: "EMAIL", DomainValidationOptions: options });
  expect(describe(arn).DomainValidationOptions).toMatchObject([
    {
      ValidationDomain: "example.com",
      ValidationEmails: ["admin", "administrator", "hostmaster", "postmaster", "webmaster"].map(
        (box) => `${box}@example.com`,
      ),
    },
  ]);
});

it("takes a request with the same token within an hour for the same", () => {
  const { clock, request } = open();
  const first = request("a.example.com", { IdempotencyToken: "t" });
  expect(request("a.example.com", { IdempotencyToken: "t" })).toBe(first);
  expect(request("b.example.com", { IdempotencyToken: "t" })).not.toBe(first);
  clock.now += 3_600_000;
  expect(request("a.example.com", { IdempotencyToken: "t" })).not.toBe(first);
});

it("lists certificates by status, those of the usual keys where a request names none", () => {
  const { ask, request, prove } = open();
  const [one, two, curve] = [
    request("a.example.com"),
    request("b.example.com"),
    request("c.example.com", { KeyAlgorithm: "EC_prime256v1" }),
  ];
  prove(two);
  const arns = (more: JsonObject) =>
    (ask("ListCertificates", more).CertificateSummaryList as JsonObject[]).map(({ CertificateArn }) => CertificateArn);
  expect(arns({})).toEqual([one, two]);
  expect(arns({ CertificateStatuses: ["ISSUED"] })).toEqual([two]);
  expect(arns({ Includes: { keyTypes: ["EC_prime256v1"] } })).toEqual([curve]);
  const page = ask("ListCertificates", { MaxItems: 1 });
  expect(arns({ MaxItems: 1, NextToken: page.NextToken ?? "" })).toEqual([two]);
  expect(ask("ListCertificates", { NextToken: "x" })).toEqual({ error: "InvalidArgsException: Invalid NextToken" });
});

it("keeps tags and options, and forgets a certificate that is deleted", () => {
  const { ask, request, describe, log } = open();
  const CertificateArn = request("a.example.com", { Tags: [{ Key: "a", Value: "1" }] });
  ask("AddTagsToCertificate", { CertificateArn, Tags: [{ Key: "b", Value: "2" }, { Key: "c" }] });
  ask("RemoveTagsFromCertificate", { CertificateArn, Tags: [{ Key: "a", Value: "other" }, { Key: "c" }] });
  const Tags = [
    { Key: "a", Value: "1" },
    { Key: "b", Value: "2" },
  ];
  expect(ask("ListTagsForCertificate", { CertificateArn })).toEqual({ Tags });
  ask("UpdateCertificateOptions", {
    CertificateArn,
    Options: { CertificateTransparencyLoggingPreference: "DISABLED" },
  });
  const Options = { CertificateTransparencyLoggingPreference: "DISABLED", Export: "DISABLED" };
  expect(describe(CertificateArn).Options).toEqual(Options);
  ask("UpdateCertificateOptions", { CertificateArn, Options: { Export: "ENABLED" } });
  expect(describe(CertificateArn).Options).toEqual(Options);
  expect(ask("GetCertificate", { CertificateArn })).toEqual({
    error: `RequestInProgressException: Certificate ${CertificateArn} in account 123456789012 not yet issued`,
  });
  expect(log).toEqual(["ACM: UpdateCertificateOptions: the member 'Options.Export' is not used here"]);
  ask("DeleteCertificate", { CertificateArn });
  expect(ask("DescribeCertificate", { CertificateArn })).toEqual({
    error: `ResourceNotFoundException: Could not find certificate ${CertificateArn}.`,
  });
});

it("rejects to delete a certificate that is in use, and tells by what", () => {
  const { users, ask, request, describe } = open();
  const CertificateArn = request("a.example.com");
  users.push("arn:aws:cloudfront::123456789012:distribution/E1");
  expect(describe(CertificateArn).InUseBy).toEqual(users);
  expect(ask("ListCertificates").CertificateSummaryList).toMatchObject([{ CertificateArn, InUse: true }]);
  expect(ask("DeleteCertificate", { CertificateArn })).toEqual({
    error: `ResourceInUseException: Certificate ${CertificateArn} in account 123456789012 is in use.`,
  });
  users.pop();
  expect(ask("DeleteCertificate", { CertificateArn })).toEqual({});
});

it("keeps its certificates from one process to the next", () => {
  const { acm, request, prove, describe } = open();
  const arn = request("a.example.com", { Tags: [{ Key: "a", Value: "1" }] });
  prove(arn);
  const before = describe(arn);
  const next = open();
  next.acm.importState(acm.exportState());
  expect(next.describe(arn)).toEqual({ ...before, Status: "ISSUED" });
  expect(next.ask("ListTagsForCertificate", { CertificateArn: arn })).toEqual({ Tags: [{ Key: "a", Value: "1" }] });
  next.acm.importState({});
  expect(next.ask("ListCertificates")).toEqual({ CertificateSummaryList: [] });
});

it.each<[string, JsonObject, string]>([
  ["RequestCertificate", { DomainName: "nowhere" }, "1 validation error detected: Value 'nowhere' at 'domainName'"],
  ["DescribeCertificate", { CertificateArn: "x" }, "1 validation error detected: Value 'x' at 'certificateArn'"],
  ["RequestCertificate", {}, "1 validation error detected: Value null at 'domainName'"],
])("rejects %s of %j", (action, request, message) => {
  expect(open().ask(action, request).error).toMatch(`ValidationException: ${message}`);
});

it("accepts the use of a certificate that was not made here", () => {
  expect(open().acm.refuseUse("arn:aws:acm:eu-west-1:123456789012:certificate/theirs")).toBeUndefined();
});

describe("a certificate that is imported", () => {
  const { key, cert } = createCertificate();
  const encode = (text: string): string => Buffer.from(text).toString("base64");
  const own = { Certificate: encode(cert), PrivateKey: encode(key) };

  it("is issued, with its own name and time, and imported again under its ARN", () => {
    const { ask, describe } = open();
    const arn = String(ask("ImportCertificate", { ...own, Tags: [{ Key: "a", Value: "1" }] }).CertificateArn);
    const described = describe(arn);
    expect(described).toMatchObject({
      ...{ CertificateArn: ARN, DomainName: "test", SubjectAlternativeNames: ["test"], Type: "IMPORTED" },
      ...{ Status: "ISSUED", KeyAlgorithm: "EC-prime256v1", ImportedAt: 1 },
      NotAfter: Date.parse(new X509Certificate(cert).validTo) / 1_000,
    });
    expect(described.DomainValidationOptions).toBeUndefined();
    const again = { ...own, CertificateArn: arn, CertificateChain: encode(cert) };
    expect(ask("ImportCertificate", again)).toEqual({ CertificateArn: arn });
    expect(ask("GetCertificate", { CertificateArn: arn })).toEqual({ Certificate: cert, CertificateChain: cert });
    expect(ask("ListTagsForCertificate", { CertificateArn: arn })).toEqual({ Tags: [{ Key: "a", Value: "1" }] });
  });

  it.each([
    [{ Certificate: encode("x") }, "The certificate is not valid."],
    [{ PrivateKey: encode("x") }, "The private key is not valid."],
    [{ PrivateKey: encode(createCertificate().key) }, "The private key does not match the certificate."],
  ])("is rejected with %j", (other, message) => {
    expect(open().ask("ImportCertificate", { ...own, ...other })).toEqual({ error: `ValidationException: ${message}` });
  });
});
