import { request as sendRequest } from "node:http";
import { text } from "node:stream/consumers";
import { serve, type Served } from "../serve";

const LINK = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };

describe("a link of another site", () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve({ provider: { aws: [{ region: "us-east-1" }] } });
  });
  afterAll(() => served.close());

  /** `fetch` sends no headers of a browser's own. */
  function get(path: string, headers: Readonly<Record<string, string>>, method = "GET") {
    return new Promise<{ status: number | undefined; policy: unknown; body: string }>((resolve, reject) => {
      const host = `127.0.0.1:${served.port}`;
      const sent = sendRequest({ port: served.port, host: "127.0.0.1", path, method, headers: { host, ...headers } });
      sent.on("error", reject).end();
      sent.on("response", (response) =>
        text(response).then(
          (body) => resolve({ status: response.statusCode, policy: response.headers["content-security-policy"], body }),
          reject,
        ),
      );
    });
  }

  it.each([
    ["/_console/traces?route=a%22b", 'href="/_console/traces?route=a%22b"'],
    ["/_console/?a=1&b=<i>", 'href="/_console/?a=1&amp;b=&lt;i&gt;"'],
    ["/", 'href="/_console/"'],
  ])("to %s gets a page that leads there, and nothing of what it shows", async (path, link) => {
    const { status, policy, body } = await get(path, LINK);
    expect(status).toBe(403);
    expect(body).toContain(`<a ${link} rel="noopener">open it</a>`);
    expect(body).not.toContain("<script");
    expect(policy).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/);
  });

  it.each<[string, string, Record<string, string>, string]>([
    ["an image", "/_console/", { ...LINK, "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" }, "GET"],
    ["a frame", "/_console/", { ...LINK, "sec-fetch-dest": "iframe" }, "GET"],
    ["a form", "/_console/", LINK, "POST"],
    ["a page that names itself", "/_console/", { ...LINK, origin: "https://evil.example" }, "GET"],
    ["a name that leads here", "/_console/", { ...LINK, host: "evil.example" }, "GET"],
    ["another page of this server", "/browser-client.html", LINK, "GET"],
    ["what is no page", "//evil.example/_console/", LINK, "GET"],
  ])("is refused for %s", async (_, path, headers, method) => {
    expect(await get(path, headers, method)).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
  });
});
