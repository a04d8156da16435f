import { serveViewerRequest } from "../../cloudfront/serve-viewer-request";
import { serveEdge, type ServedEdge } from "./edge";

describe("a function that a viewer's handshake runs", () => {
  let edge: ServedEdge;

  afterEach(() => edge.close());

  it("shows the function the viewer's request", async () => {
    const code = `function handler({ version, context, viewer, request }) {
      const { method, uri, querystring, headers, cookies } = request;
      const { host, connection, upgrade, cookie } = headers;
      const known = { eventType: context.eventType, id: context.distributionId, domain: context.distributionDomainName };
      const body = { version, ...known, ip: viewer.ip, method, uri, querystring, host, hidden: [connection, upgrade, cookie], cookies, twice: headers["x-twice"] };
      return { statusCode: 299, body: JSON.stringify(body) };
    }`;
    edge = await serveEdge({ code });
    const { body } = await edge.refusal(`/${edge.id}/a%20b?x=1&x=%202&y`, { cookie: "a=1; b=2=3", "x-twice": "1, 2" });
    expect(JSON.parse(body)).toEqual({
      version: "1.0",
      eventType: "viewer-request",
      id: edge.id,
      domain: edge.domainName,
      ip: "127.0.0.1",
      method: "GET",
      uri: "/a%20b",
      querystring: { x: { value: "1", multiValue: [{ value: "1" }, { value: "%202" }] }, y: { value: "" } },
      host: { value: edge.domainName },
      hidden: [null, null, null],
      cookies: { a: { value: "1" }, b: { value: "2=3" } },
      twice: { value: "1, 2" },
    });
  });

  it("is refused with the function's response, and the log tells what it wrote", async () => {
    const code = `function handler() {
      console.log("no");
      return { statusCode: 401, statusDescription: "Go away", headers: { "www-authenticate": { value: "Basic" } }, body: { encoding: "base64", data: "aGk=" } };
    }`;
    edge = await serveEdge({ code });
    expect(await edge.refusal(`/${edge.id}`)).toMatchObject({
      status: 401,
      headers: { "www-authenticate": "Basic", "x-cache": "FunctionGeneratedResponse from cloudfront" },
      body: "hi",
    });
    expect(edge.served.log.slice(-2)).toEqual([
      "CloudFront function 'edge': no",
      `/${edge.id}: refused: CloudFront function 'edge' answered 401`,
    ]);
  });

  it("is refused with each of the response's headers and cookies", async () => {
    const code = `function handler() {
      const headers = { "x-a": { value: "1", multiValue: [{ value: "1" }, { value: "2\\r\\nx-b: 3" }] } };
      const cookies = {
        id: { value: "7", attributes: "Secure; Path=/" },
        seen: { value: "a", multiValue: [{ value: "a" }, { value: "b\\0", attributes: "HttpOnly" }] },
      };
      return { statusCode: 403, statusDescription: "No\\0", headers, cookies };
    }`;
    edge = await serveEdge({ code });
    const { headers } = await edge.refusal(`/${edge.id}`);
    expect([headers["x-a"], headers["x-b"], headers["set-cookie"]]).toEqual([
      "1, 2  x-b: 3",
      undefined,
      ["id=7; Secure; Path=/", "seen=a", "seen=b ; HttpOnly"],
    ]);
  });

  it.each([
    ["/rooms", "a&b=&c=1&=&d=%3D="],
    ["/", "a=&a=1"],
  ])("leaves the query string of %s?%s as it came", async (uri, querystring) => {
    edge = await serveEdge({
      code: `function handler({ request }) { return request; }`,
      origin: { origin_path: "/x" },
    });
    const { cloudfront } = edge.served.aws();
    const [distribution] = cloudfront.distributions();
    const viewer = { method: "GET", uri, querystring, headers: [["Host", edge.domainName]], ip: "127.0.0.1" } as const;
    const world = { cloudfront, log: () => undefined };
    expect(await serveViewerRequest(world, distribution!, viewer)).toMatchObject({ url: `/x${uri}?${querystring}` });
  });

  it("runs a function's new code once it is published", async () => {
    edge = await serveEdge();
    const { cloudfront } = edge.served.aws();
    const change = {
      name: "edge",
      code: "() => 1; const handler = () => ({ statusCode: 418 })",
      config: { Runtime: "cloudfront-js-2.0" },
    };
    const { development } = cloudfront.getFunction("edge");
    const { etag } = cloudfront.updateFunction({ ...change, ifMatch: development.etag }).development;
    expect(await edge.seen(`/${edge.id}/x`)).toMatch(/^\/x\|/);
    cloudfront.publishFunction({ name: "edge", ifMatch: etag });
    expect(await edge.refusal(`/${edge.id}/x`)).toMatchObject({ status: 418 });
  });
});
