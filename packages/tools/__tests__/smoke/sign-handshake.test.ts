import { signHandshake, type UnsignedHandshake } from "../../smoke/sign-handshake";

const URL = "wss://abc.execute-api.eu-west-1.amazonaws.com/api";
const CREDENTIALS = { AWS_ACCESS_KEY_ID: "AKID", AWS_SECRET_ACCESS_KEY: "secret" };

const sign = (members: Partial<UnsignedHandshake> = {}) =>
  signHandshake({
    url: URL,
    headers: {},
    environment: CREDENTIALS,
    signingDate: new Date("2026-09-25T09:19:55Z"),
    ...members,
  });

describe("a signed handshake", () => {
  it("has the signature and what it is over, but no host of its own", async () => {
    expect(await sign()).toEqual({
      "x-amz-date": "20260925T091955Z",
      "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKID\/20260925\/eu-west-1\/execute-api\/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}$/,
      ),
    });
  });

  it("has the token of temporary credentials", async () => {
    const environment = { ...CREDENTIALS, AWS_SESSION_TOKEN: "token" };
    expect(await sign({ environment })).toMatchObject({
      "x-amz-security-token": "token",
      authorization: expect.stringContaining(
        "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,",
      ),
    });
  });

  it("is another one for another host header, query string or path", async () => {
    const signatures = await Promise.all([
      sign(),
      sign({ headers: { Host: "example.com" } }),
      sign({ url: `${URL}?a=1` }),
      sign({ url: `${URL}?a=1&a=2` }),
      sign({ url: `${URL}/` }),
    ]);
    expect(new Set(signatures.map(({ authorization }) => authorization)).size).toBe(5);
  });

  it.each<[string, Partial<UnsignedHandshake>, string]>([
    ["the host name", {}, "eu-west-1"],
    ["a host name in China", { url: "wss://abc.execute-api.cn-north-1.amazonaws.com.cn/api" }, "cn-north-1"],
    ["a host name of GovCloud", { url: "wss://abc.execute-api.us-gov-west-1.amazonaws.com/api" }, "us-gov-west-1"],
    ["the option, first of all", { region: "us-west-2" }, "us-west-2"],
    [
      "the environment",
      { url: "wss://example.com/api", environment: { ...CREDENTIALS, AWS_REGION: "a-1", AWS_DEFAULT_REGION: "b-1" } },
      "a-1",
    ],
    [
      "the environment's default",
      {
        url: "ws://abc.execute-api.localhost:4566/api",
        environment: { ...CREDENTIALS, AWS_REGION: "", AWS_DEFAULT_REGION: "b-1" },
      },
      "b-1",
    ],
  ])("is for the region of %s", async (_, handshake, region) => {
    expect((await sign(handshake)).authorization).toContain(`/20260925/${region}/execute-api/`);
  });

  it("fails without credentials", async () => {
    const fix = `eval "$(aws configure export-credentials --format env)" sets those of a profile, and 'npm start' takes test`;
    await expect(sign({ environment: {} })).rejects.toThrow(
      new Error(`--iam: signs with credentials of the environment, got no AWS_ACCESS_KEY_ID; ${fix}`),
    );
    await expect(sign({ environment: { AWS_ACCESS_KEY_ID: "a" } })).rejects.toThrow(
      new Error(`--iam: signs with credentials of the environment, got no AWS_SECRET_ACCESS_KEY; ${fix}`),
    );
  });

  it("fails without a region", async () => {
    await expect(sign({ url: "wss://example.com/api" })).rejects.toThrow(
      new Error("--region: required with --iam for 'example.com', got none; name the API's, e.g. --region us-east-1"),
    );
  });
});
