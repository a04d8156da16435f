import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { serve } from "@sfn-websocket/local/__tests__/serve";
import { readForward } from "@sfn-websocket/local/forward/forwards";
import type { RouteProps } from "@sfn-websocket/constructs/options/route-props";
import { synthesizeOptions } from "./synthesize-options";
import type { Terraform } from "./synthesize-stack";

const at = (service: string, name: string) => `arn:aws:${service}:us-east-1:123456789012:${name}`;

interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server that keeps what it is asked, and answers with what it is told. */
async function answerWith(status: number, body: string) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    asked.push({ path: request.url ?? "", headers: request.headers, body: await text(request) });
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { asked, url, close: () => new Promise((resolve) => server.close(resolve)) };
}

describe("routes that hand their messages on, served", () => {
  const MESSAGE = '{"action":"order", "n":"it\'s 1 & 2"}';
  const HANDED_ON = { connectionId: expect.any(String), requestId: expect.any(String) };
  const TAKEN = "<Response><MessageId>1</MessageId></Response>";

  /** What a client gets, and what the service's server is asked. */
  async function ask(route: RouteProps, { status = 200, body = TAKEN, mayCall = true } = {}) {
    const [service = ""] = Object.keys(route);
    const server = await answerWith(status, body);
    const forward = readForward(`${service}=${server.url}`, { where: "", emulated: [], environment: {} });
    const terraform = synthesizeOptions({ routes: { order: route } });
    const denied = JSON.stringify(terraform).replace(/sqs:SendMessage|sns:Publish|events:PutEvents/, "sqs:ListQueues");
    const json = mayCall ? terraform : (JSON.parse(denied) as Terraform);
    const served = await serve(json, { forwards: new Map([[service, forward]]) });
    const client = await served.connect();
    const answer: unknown = JSON.parse(await client.ask(MESSAGE));
    client.socket.terminate();
    await served.close();
    await server.close();
    return { answer, asked: server.asked };
  }

  it("send to a queue at its path", async () => {
    const { answer, asked } = await ask({ sqs: at("sqs", "orders") });
    expect(answer).toEqual(HANDED_ON);
    expect(asked).toMatchObject([{ path: "/123456789012/orders" }]);
    expect(new URLSearchParams(asked[0]?.body).get("MessageBody")).toBe(MESSAGE);
  });

  it("publish to a topic", async () => {
    const { answer, asked } = await ask({ sns: at("sns", "orders"), response: { template: '{"type":"taken"}' } });
    expect(answer).toEqual({ type: "taken" });
    expect(new URLSearchParams(asked[0]?.body).get("Message")).toBe(MESSAGE);
  });

  it("put an event on a bus, and tell when the bus did not take it", async () => {
    const events = at("events", "event-bus/shop");
    const { answer, asked } = await ask({ events }, { body: '{"FailedEntryCount":0,"Entries":[{"EventId":"1"}]}' });
    expect(answer).toEqual(HANDED_ON);
    expect(asked[0]?.headers["x-amz-target"]).toBe("AWSEvents.PutEvents");
    const refused = await ask({ events }, { body: '{"FailedEntryCount":1,"Entries":[{"ErrorCode":"1"}]}' });
    expect(refused.answer).toEqual({ message: "Internal server error", ...HANDED_ON });
  });

  it.each<RouteProps>([
    { sqs: at("sqs", "orders") },
    { sns: at("sns", "orders") },
    { events: at("events", "event-bus/shop") },
  ])("fail by %j where the service refuses the call, and ask nothing where the role may not call it", async (route) => {
    const refused = await ask(route, { status: 400, body: "<ErrorResponse/>" });
    expect(refused.answer).toEqual({ message: "Bad Request", ...HANDED_ON });
    expect(refused.asked).toHaveLength(1);
    const denied = await ask(route, { mayCall: false });
    expect(denied.answer).toMatchObject(HANDED_ON);
    expect(denied.asked).toEqual([]);
  });

  it("post to an HTTP server with the connection's id, and answer with its body", async () => {
    const server = await answerWith(200, '{"price":3}');
    const http = `${server.url}/quotes`;
    const served = await serve(synthesizeOptions({ routes: { order: { http } } }));
    const client = await served.connect();
    expect(await client.ask(MESSAGE)).toBe('{"price":3}');
    expect(server.asked).toMatchObject([
      { path: "/quotes", body: MESSAGE, headers: { connectionid: expect.any(String) } },
    ]);
    client.socket.terminate();
    await served.close();
    await server.close();
  });
});
