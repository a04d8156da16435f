import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import { refuseSignature, type SignedRequest } from "../../apigateway/events/signature";
import { configuration } from "../configuration";
import { serve } from "../serve";

const NOW = Date.parse("2026-09-25T09:19:55Z");
const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "secret" };
const SCOPE = { credentials: CREDENTIALS, region: "us-east-1", service: "execute-api", now: NOW };
const PATHS = ["/api", "/api/"];

interface Signing {
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  readonly region?: string;
  readonly signingDate?: Date;
  readonly host?: string;
}

/** Signs as AWS's own SDK does. */
const signer = ({ credentials = CREDENTIALS, region = "us-east-1" }: Signing) =>
  new SignatureV4({ credentials, region, service: "execute-api", sha256: Sha256 });

const message = (query: Record<string, string>, host = "127.0.0.1:4566") => ({
  method: "GET",
  protocol: "ws:",
  hostname: "127.0.0.1",
  path: "/api",
  query,
  headers: { host },
});

async function signHeaders(signing: Signing = {}, query: Record<string, string> = {}): Promise<SignedRequest> {
  const signed = await signer(signing).sign(message(query, signing.host), {
    signingDate: signing.signingDate ?? new Date(NOW),
  });
  return { method: "GET", paths: PATHS, querystring: query, header: signed.headers };
}

async function presign(signing: Signing = {}, query: Record<string, string> = {}): Promise<SignedRequest> {
  const options = { signingDate: signing.signingDate ?? new Date(NOW), expiresIn: 60 };
  const signed = await signer(signing).presign(message(query, signing.host), options);
  return {
    method: "GET",
    paths: PATHS,
    querystring: signed.query as Record<string, string>,
    header: { Host: "127.0.0.1:4566" },
  };
}

const QUERY = { name: "Jane & John's (é/😀)", empty: "", "a-b": "*~ +", A: "1" };

it("fails to be good where it names a header that there is not, as each object has it", async () => {
  const { header, ...request } = await signHeaders();
  const lines = Object.entries(header).map(([name, value]) => [
    name,
    value.replace("SignedHeaders=host", "SignedHeaders=constructor;host"),
  ]);
  expect(refuseSignature({ ...request, header: Object.fromEntries(lines) as Record<string, string> }, SCOPE)).toBe(
    "the signature does not match the request; check the secret access key and the signing method",
  );
});

describe("a signature", () => {
  it.each([
    ["in the headers", signHeaders],
    ["in the query string", presign],
  ])("%s is accepted, whatever the query holds", async (_, sign) => {
    expect(refuseSignature(await sign(), SCOPE)).toBeUndefined();
    expect(refuseSignature(await sign({}, QUERY), SCOPE)).toBeUndefined();
    const credentials = { ...CREDENTIALS, sessionToken: "a/token+of=STS" };
    expect(refuseSignature(await sign({ credentials }), SCOPE)).toBeUndefined();
  });

  it.each<[string, Signing, string]>([
    [
      "another secret",
      { credentials: { accessKeyId: "test", secretAccessKey: "x" } },
      "the signature does not match the request; check the secret access key and the signing method",
    ],
    [
      "another key",
      { credentials: { accessKeyId: "other", secretAccessKey: "secret" } },
      "the access key is unknown, got 'other'; use 'test'",
    ],
    [
      "another region",
      { region: "eu-west-1" },
      "the signature has another scope, got 'test/20260925/eu-west-1/execute-api/aws4_request'; sign for 'test/20260925/us-east-1/execute-api/aws4_request'",
    ],
    [
      "a date long past",
      { signingDate: new Date(NOW - 400_000) },
      "the signature is expired or not yet good, got the date '20260925T091315Z'; sign anew",
    ],
    [
      "a date to come",
      { signingDate: new Date(NOW + 400_000) },
      "the signature is expired or not yet good, got the date '20260925T092635Z'; sign anew",
    ],
    [
      "another host",
      { host: "example.com" },
      "the signature does not match the request; check the secret access key and the signing method",
    ],
  ])("with %s is rejected", async (_, signing, refusal) => {
    const inHeaders = await signHeaders(signing);
    expect(refuseSignature({ ...inHeaders, header: { ...inHeaders.header, host: "127.0.0.1:4566" } }, SCOPE)).toBe(
      refusal,
    );
    expect(refuseSignature(await presign(signing), SCOPE)).toBe(refusal);
  });

  it("of another query string is rejected", async () => {
    const signed = await signHeaders({}, { a: "1" });
    const tampered = { ...signed, querystring: { a: "2" } };
    expect(refuseSignature(tampered, SCOPE)).toBe(
      "the signature does not match the request; check the secret access key and the signing method",
    );
  });

  it.each([[{}], [{ Authorization: "Bearer x" }]])("is asked for where the headers are %j", (header) => {
    const request = { method: "GET", paths: PATHS, querystring: {}, header };
    expect(refuseSignature(request, SCOPE)).toBe(
      "the request is not signed; sign it with Signature Version 4 for the service execute-api",
    );
  });

  it.each([["é".repeat(32)], ["0".repeat(63)], [""]])("that is no digest, '%s', is rejected", async (signature) => {
    const signed = await presign();
    const forged = { ...signed, querystring: { ...signed.querystring, "X-Amz-Signature": signature } };
    expect(refuseSignature(forged, SCOPE)).toBe(
      "the signature does not match the request; check the secret access key and the signing method",
    );
  });
});

describe("a route with IAM authorization", () => {
  const MOCK = { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } };
  const API = configuration({ routes: { $connect: { integration: MOCK, route: { authorization_type: "AWS_IAM" } } } });
  const { AWS_ACCESS_KEY_ID = "test", AWS_SECRET_ACCESS_KEY = "test" } = process.env;

  it("accepts who signs, and refuses who does not", async () => {
    const served = await serve(API);
    const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
    const { headers } = await signer({ credentials }).sign(message({}, `127.0.0.1:${served.port}`));
    const { host: _, ...signed } = headers;
    const client = await served.connect("/api", { headers: signed });
    client.socket.terminate();
    const refused = await served.connect().catch((error) => error);
    expect([refused.status, refused.body]).toEqual([
      403,
      expect.stringMatching(/^\{"message": "Forbidden", "connectionId":"[\w-]{18}==", "requestId":"[\w-]{15}="\}$/),
    ]);
    await served.close();
  });
});
