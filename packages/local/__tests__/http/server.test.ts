import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createAws } from "../../account/aws";
import { createServer, type LocalServer } from "../../http/server";
import { connectRaw } from "../raw-client";
import { connect } from "../serve";
import { createVirtualClock } from "../virtual-clock";

describe("a server that cannot tell where a handshake goes", () => {
  it("refuses that one, tells why, and serves on", async () => {
    const log: string[] = [];
    const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
    let isBroken = false;
    const find = () => {
      if (isBroken) throw new TypeError("broken");
      return aws;
    };
    const server = createServer({ aws: find, log: (line) => log.push(line) });
    await new Promise<void>((resolve) => server.http.listen(0, "127.0.0.1", resolve));
    const url = `ws://127.0.0.1:${(server.http.address() as AddressInfo).port}/api`;
    isBroken = true;
    const refusal = { status: 500, body: '{"message": "Internal server error"}' };
    await expect(connect(url)).rejects.toMatchObject(refusal);
    expect(log).toEqual([expect.stringMatching(/^\/api: the handshake failed: TypeError: broken\n/)]);
    isBroken = false;
    await expect(connect(url)).rejects.toMatchObject({ status: 403 });
    await server.close();
  });
});

describe("a client that leaves before all of its request came", () => {
  it("is told in a line, as no defect of this program", async () => {
    const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
    let server: LocalServer | undefined;
    const told = new Promise<string>((resolve) => (server = createServer({ aws: () => aws, log: resolve })));
    const { http, close } = server!;
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const { stream } = connectRaw((http.address() as AddressInfo).port);
    const asked = once(http, "request");
    stream.write("POST /?token=secret HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\nabc");
    await asked;
    stream.destroy();
    expect(await told).toBe("POST /?token=...: the client has left before all of it came");
    await close();
  });
});

it("reads a query string to its end, question marks too", async () => {
  const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
  aws.region("us-east-1").apiKeys.createApiKey({ apiKeyId: "k", name: "a?b", value: "v", enabled: true });
  const { http, close } = createServer({ aws: () => aws, log: () => undefined });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  const authorization = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/apigateway/aws4_request";
  const ask = async (name: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}/apikeys?name=${name}`, { headers: { authorization } });
    return ((await answer.json()) as { readonly item: readonly object[] }).item.length;
  };
  expect([await ask("a?b"), await ask("a?c")]).toEqual([1, 0]);
  await close();
});
