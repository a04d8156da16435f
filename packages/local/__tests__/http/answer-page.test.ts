import { configuration } from "../configuration";
import { serve, type Served } from "../serve";

const MOCK = { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } };

describe("a person who asks the server itself", () => {
  let served: Served;
  beforeAll(async () => {
    const api = { name: "a<b>" };
    const routes = { $default: { integration: MOCK } };
    served = await serve(configuration({ api, routes }));
  });
  afterAll(() => served.close());

  async function get(path: string, accept = "*/*") {
    const response = await fetch(`http://127.0.0.1:${served.port}${path}`, { headers: { accept } });
    return { status: response.status, type: response.headers.get("content-type"), body: await response.text() };
  }

  it("is told as text where the stages are, and what else is here", async () => {
    const host = `127.0.0.1:${served.port}`;
    expect(await get("/")).toEqual({
      status: 200,
      type: "text/plain; charset=utf-8",
      body: [
        "This machine as AWS: WebSocket APIs, @connections and the AWS APIs that made them.",
        "",
        `a<b>: ws://${host}/api`,
        `  try  npx wscat -c ws://${host}/api`,
        `console: http://${host}/_console/`,
        `client for a browser: http://${host}/browser-client.html`,
        `AWS endpoint: http://${host}`,
        "",
      ].join("\n"),
    });
  });

  it("is told that the page is there where only that is asked, as a check of a container does", async () => {
    const ask = async (path: string) =>
      (await fetch(`http://127.0.0.1:${served.port}${path}`, { method: "HEAD" })).status;
    expect([await ask("/"), await ask("/browser-client.html"), await ask("/nowhere")]).toEqual([200, 200, 403]);
  });

  it("is sent to the console where a browser asks", async () => {
    const headers = { accept: "text/html,*/*;q=0.8" };
    const response = await fetch(`http://127.0.0.1:${served.port}/`, { headers, redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([302, "/_console/"]);
  });

  it("gets the page of a browser client", async () => {
    const { status, type, body } = await get("/browser-client.html");
    expect([status, type]).toEqual([200, "text/html; charset=utf-8"]);
    expect(body).toContain("function openSocket(");
  });

  it.each(["/api", "/favicon.ico", "/constructor"])("is refused at %s", async (path) => {
    expect(await get(path)).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
  });

  it("is refused from a page of another site", async () => {
    const headers = { origin: "https://example.com" };
    expect((await fetch(`http://127.0.0.1:${served.port}/`, { headers })).status).toBe(403);
  });
});
