import { request } from "node:http";
import { buffer } from "node:stream/consumers";
import type { Inventory } from "../../console/api";
import { configuration } from "../configuration";
import { type Served, serve } from "../serve";

const PASS = { StartAt: "A", States: { A: { Type: "Pass", End: true } } };

let served: Served;
beforeAll(async () => {
  served = await serve(
    configuration({ routes: { $default: { definition: PASS }, mock: { integration: { integration_type: "MOCK" } } } }),
  );
});
afterAll(() => served.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly bytes: number;
}

/** A request whose every header a test may choose, `host` too. */
function call(path: string, headers: Readonly<Record<string, string>> = {}, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port: served.port, path: `/_console/${path}`, method, headers },
      async (response) => {
        const bytes = await buffer(response);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: bytes.toString(),
          bytes: bytes.length,
        });
      },
    );
    sent.on("error", reject).end(method === "POST" ? "{}" : undefined);
  });
}

const own = () => `127.0.0.1:${served.port}`;

describe("the page", () => {
  it("is served with a policy that lets it load and call nothing but this server, and nobody frame it", async () => {
    const { status, headers, body } = await call("");
    expect([status, headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    expect(headers["content-security-policy"]).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws://${own()}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'`,
    );
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(body).not.toMatch(/<script>|style=/);
  });

  it("is sent again only when it has changed", async () => {
    const { headers } = await call("app.js");
    expect(headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(await call("app.js", { "if-none-match": String(headers.etag) })).toMatchObject({ status: 304, body: "" });
  });

  it("is under 400 KB with all its files, compressed", async () => {
    const names = new Set(["", "app.js", "app.css"]);
    let length = 0;
    for (const name of names) {
      const { status, headers, body } = await call(name);
      expect([name, status]).toEqual([name, 200]);
      for (const [, other = ""] of body.matchAll(/["']\.\/([\w-]+\.(?:js|css))["']/g)) names.add(other);
      length += (await call(name, { "accept-encoding": "gzip" })).bytes;
      expect(headers["content-security-policy"]).toContain("script-src 'self'");
    }
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThan(400 * 1_024);
  });

  it("fails for a file that is not its own", async () => {
    for (const path of ["../package.json", "%2e%2e/package.json", "nope.js", "api"])
      expect((await call(path)).status).toBe(404);
  });
});

describe("who may call", () => {
  it.each<[string, () => Record<string, string>]>([
    ["a page of another site", () => ({ origin: "https://evil.example" })],
    ["a page of another port of this machine", () => ({ origin: "http://localhost:3000" })],
    ["a page of the same port by another name", () => ({ origin: `http://localhost:${served.port}` })],
    ["a page without an origin", () => ({ origin: "null" })],
    ["a name that was made to lead here", () => ({ host: "evil.example" })],
    ["an image or a link of another site", () => ({ "sec-fetch-site": "cross-site" })],
    ["a page of another port, without an origin", () => ({ "sec-fetch-site": "same-site" })],
  ])("rejects %s, for the page and for its calls", async (_, headers) => {
    for (const path of ["", "api/inventory"]) {
      const { status, body, headers: answered } = await call(path, headers());
      expect(status).toBe(403);
      expect(body).not.toContain("routeSelectionExpression");
      expect(answered["access-control-allow-origin"]).toBeUndefined();
    }
  });

  it("takes the page itself, and a program", async () => {
    expect((await call("api/inventory", { origin: `http://${own()}`, "sec-fetch-site": "same-origin" })).status).toBe(
      200,
    );
    expect((await call("api/inventory")).status).toBe(200);
  });
});

describe("the API", () => {
  it("fails with a problem for a call that it does not have", async () => {
    const { status, body } = await call("api/inventry");
    expect([status, JSON.parse(body)]).toEqual([
      404,
      { message: expect.stringMatching(/^\/_console\/api\/inventry: no such call; the calls are .*inventory/) },
    ]);
    expect((await call("api/inventory/5")).status).toBe(404);
    expect((await call("api/toString")).status).toBe(404);
  });

  it("fails for another method", async () => {
    expect(await call("api/inventory", {}, "POST")).toMatchObject({
      status: 405,
      body: '{"message":"inventory: is no POST call; send a GET request"}',
    });
  });

  it("tells what is served: APIs, routes, workflows and open connections", async () => {
    const { socket, closed } = await served.connect();
    const { apis, stacks, workflows, connections, version } = JSON.parse(
      (await call("api/inventory")).body,
    ) as Inventory;
    expect(version).toBe(1);
    expect(stacks).toEqual([{ name: "stack", outputs: {}, notServed: [] }]);
    expect(workflows.map(({ name, type }) => [name, type])).toEqual([[expect.any(String), "EXPRESS"]]);
    expect(apis).toEqual([
      expect.objectContaining({
        name: "test",
        region: "us-east-1",
        stages: [expect.objectContaining({ name: "api", address: `ws://${own()}/api`, notDeployed: [] })],
        routes: [
          expect.objectContaining({
            routeKey: "$default",
            isTwoWay: true,
            stateMachineArn: workflows[0]?.stateMachineArn,
          }),
          expect.objectContaining({ routeKey: "mock", integrationType: "MOCK", responses: [expect.anything()] }),
        ],
      }),
    ]);
    expect(connections).toEqual([expect.objectContaining({ api: "test", stage: "api", sourceIp: "127.0.0.1" })]);
    socket.close();
    await closed;
  });

  it("tells what is newer than the deployment", async () => {
    const { apigateway } = served.aws().region("us-east-1");
    const [api] = apigateway.apis();
    const state = apigateway.exportState();
    for (const routeKey of ["room10", "room2"])
      apigateway.create(api?.apiId ?? "", "routes", { routeId: routeKey, routeKey });
    const { apis } = JSON.parse((await call("api/inventory")).body) as Inventory;
    expect(apis[0]?.stages[0]?.notDeployed).toEqual([
      "route 'room10' is not deployed",
      "route 'room2' is not deployed",
    ]);
    // As people count, whatever came first.
    expect(apis[0]?.routes.map(({ routeKey }) => routeKey)).toEqual(["$default", "mock", "room2", "room10"]);
    apigateway.importState(state);
  });
});
