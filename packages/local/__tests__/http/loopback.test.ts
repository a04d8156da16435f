import type { IncomingMessage } from "node:http";
import { refuseForeign } from "../../http/loopback";

const refuse = (headers: Readonly<Record<string, string>>) =>
  refuseForeign({ headers: { host: "127.0.0.1:4566", ...headers } } as Pick<IncomingMessage, "headers">);

describe("a request of a browser", () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ["no page", {}],
    ["what the user typed", { "sec-fetch-site": "none" }],
    ["this server's page", { "sec-fetch-site": "same-origin" }],
    [
      "a page of this machine, which names its origin",
      { "sec-fetch-site": "cross-site", origin: "http://localhost:3000" },
    ],
  ])("is let in from %s", (_, headers) => {
    expect(refuse(headers)).toBeUndefined();
  });

  it.each(["cross-site", "same-site"])("that names no origin is refused from a page that is %s", (site) => {
    expect(refuse({ "sec-fetch-site": site })).toBe(
      `the request comes from another site's page, got 'sec-fetch-site: ${site}'; call from http://localhost or http://127.0.0.1 with CORS, or from no page`,
    );
  });

  it("is let in with the SDKs' prefix of a host where it is signed, and is refused where not or from its page", () => {
    const authorization = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/states/aws4_request";
    expect(refuse({ host: "sync-localhost:4566", authorization })).toBeUndefined();
    expect(refuse({ host: "sync-example.com", authorization })).toMatch(/^the Host header is not this machine/);
    expect(refuse({ host: "sync-localhost:4566" })).toMatch(/^the Host header is not this machine/);
    expect(refuse({ host: "sync-localhost:4566", authorization: "Basic a" })).toMatch(/^the Host header is not this/);
    expect(refuse({ origin: "http://sync-localhost:4566" })).toMatch(/^the Origin is another site/);
  });

  it("is refused from the page of another site, and by another host", () => {
    expect(refuse({ origin: "https://example.com" })).toBe(
      "the Origin is another site, got 'https://example.com'; open the page from http://localhost or http://127.0.0.1",
    );
    expect(refuse({ host: "example.com" })).toBe(
      "the Host header is not this machine, got 'example.com'; use 127.0.0.1 or localhost",
    );
  });
});

describe("a request to a machine that others may call", () => {
  const refuseExposed = (headers: Readonly<Record<string, string>>) =>
    refuseForeign({ headers } as Pick<IncomingMessage, "headers">, false, true);

  it("is let in at an IP address, from a page at it too, whose port is another one", () => {
    for (const host of ["192.168.1.5:4566", "[fd00::5]:4566", "localhost:4566"])
      expect(refuseExposed({ host })).toBeUndefined();
    for (const port of [4566, 5173])
      expect(refuseExposed({ host: "192.168.1.5:4566", origin: `http://192.168.1.5:${port}` })).toBeUndefined();
  });

  it("is refused at a name, which may be anybody's, and from another page", () => {
    expect(refuseExposed({ host: "example.com:4566" })).toMatch(/^the Host header is not this machine/);
    const other = { host: "192.168.1.5:4566", origin: "http://192.168.1.6:4566" };
    expect(refuseExposed(other)).toMatch(/^the Origin is another site/);
    expect(refuse({ host: "192.168.1.5:4566" })).toMatch(/^the Host header is not this machine/);
  });
});
