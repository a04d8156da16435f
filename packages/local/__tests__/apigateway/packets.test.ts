import { configuration } from "../configuration";
import { connectRaw, readFrames, writeFrame, writeHandshake } from "../raw-client";
import { serve, type Served } from "../serve";

const ECHO = {
  integration: { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } },
  responses: { $default: { response_templates: { $default: "pong" } } },
};
const TEXT = 0x81;
const BINARY = 0x82;
const CLOSE = 0x88;
const reason = (code: number, text = "") =>
  Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(text)]).toString("latin1");
const PING = writeFrame(TEXT, "ping");

describe("a packet with messages, and then a frame that ends the connection", () => {
  let served: Served;

  beforeAll(async () => {
    served = await serve(configuration({ routes: { $default: ECHO } }));
  });
  afterAll(() => served.close());

  it.each<[string, Buffer, string]>([
    ["of no known kind", writeFrame(0x83), reason(1002)],
    ["with reserved bits", writeFrame(0xf1, "a"), reason(1002)],
    ["that is no UTF-8", writeFrame(TEXT, Buffer.from([0xff])), reason(1007)],
    ["that is binary", writeFrame(BINARY, "a"), reason(1003, "Binary is not supported")],
    ["that is too large", writeFrame(TEXT, "x".repeat(32 * 1024 + 1)), reason(1009, "Message too big")],
    ["that closes", writeFrame(CLOSE, Buffer.from(reason(1000, "bye"), "latin1")), reason(1000, "bye")],
    ["that closes without a code", writeFrame(CLOSE), ""],
  ])("%s: the messages are answered before the close, once each", async (_, frame, payload) => {
    const client = connectRaw(served.port);
    client.stream.write(writeHandshake());
    await client.waitFor("\r\n\r\n");
    client.stream.write(Buffer.concat([PING, PING, frame]));
    await client.waitFor(payload);
    client.stream.end();
    expect(readFrames(await client.ended)).toEqual([
      [TEXT, "pong"],
      [TEXT, "pong"],
      [CLOSE, payload],
    ]);
  });

  it("reads a message in parts, with pings and other messages in packets of their own beside it", async () => {
    const client = connectRaw(served.port);
    client.stream.setNoDelay(true);
    client.stream.write(writeHandshake());
    await client.waitFor("\r\n\r\n");
    const PONG = 0x8a;
    const packets = [PING, writeFrame(0x01, "pi"), writeFrame(0x89, "x"), writeFrame(0x80, "ng"), PING.subarray(0, 3)];
    for (const packet of [...packets, PING.subarray(3), PING]) {
      client.stream.write(packet);
      await new Promise((resolve) => setImmediate(resolve));
    }
    client.stream.write(writeFrame(0x01, "pi"));
    client.stream.write(writeFrame(TEXT, "a whole message within another"));
    await client.waitFor(String.fromCharCode(CLOSE, 2) + reason(1002));
    client.stream.end();
    const frames = readFrames(await client.ended);
    expect(frames.filter(([first]) => first === TEXT)).toEqual(Array(4).fill([TEXT, "pong"]));
    expect(frames.filter(([first]) => first !== TEXT)).toEqual([
      [PONG, "x"],
      [CLOSE, reason(1002)],
    ]);
  });
});
