import { configuration, PASS } from "../configuration";
import { connectRaw } from "../raw-client";
import { serve, type Served } from "../serve";

const MEGABYTE = Buffer.alloc(1024 * 1024, "x");

describe("a request whose body is too large", () => {
  let served: Served;

  beforeAll(async () => {
    served = await serve(configuration({ routes: { $default: { definition: PASS } } }));
  });
  afterAll(() => served.close());

  it.each([
    ["that is sent to its end", 10, 10],
    ["whose rest is held back", 10, 9],
  ])("gets 413 on a connection that is then closed: a body %s", async (_, announced, sent) => {
    const client = connectRaw(served.port);
    const length = announced * MEGABYTE.length;
    client.stream.write(`POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${length}\r\n\r\n`);
    for (let count = 0; count < sent; count += 1) client.stream.write(MEGABYTE);
    const answer = (await client.ended).toString();
    expect(answer).toMatch(/^HTTP\/1\.1 413 Payload Too Large\r\n/);
    expect(answer).toMatch(/\r\nconnection: close\r\n/i);
    expect(answer).toMatch(/\r\n\r\n$/);
  });
});
