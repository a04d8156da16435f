import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readForward } from "../../forward/forwards";
import { callIntegration } from "../../forward/integration";
import { sendForwarded } from "../../forward/send";

let server: Server;
let answer: (response: ServerResponse) => void;
let url: string;

beforeAll(async () => {
  server = createServer((_request, response) => answer(response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const forward = () => readForward(`s3=${url}`, { where: "--forward", emulated: [], environment: {} });
const request = { method: "GET", path: "/b/k", query: new URLSearchParams(), headers: {}, body: Buffer.alloc(0) };
const send = (limits: { silence: number; size: number }) =>
  sendForwarded(forward(), { ...request, region: "us-east-1" }, limits);

describe("an answer of a server", () => {
  it("is taken up to its largest size", async () => {
    answer = (response) => void response.end("x".repeat(1_000));
    expect((await send({ silence: 60_000, size: 1_000 })).body.toString()).toBe("x".repeat(1_000));
  });

  it("fails where it is larger, and is read no further", async () => {
    let wasClosed: Promise<unknown> | undefined;
    answer = (response) => {
      wasClosed = new Promise((resolve) => response.once("close", resolve));
      const write = (): void => {
        while (!response.destroyed && response.write("x".repeat(500)));
        response.once("drain", write);
      };
      write();
    };
    await expect(send({ silence: 60_000, size: 1_000 })).rejects.toThrow(
      `forward: s3: no answer of the server, got 'more than 1000 bytes'; is it running on ${new URL(url).host}?`,
    );
    await wasClosed;
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ["before it", () => undefined],
    ["within it", (response) => void response.write("x")],
  ])("fails where the server is silent %s", async (_when, silent) => {
    answer = silent;
    await expect(send({ silence: 20, size: 1_000 })).rejects.toThrow(
      /^forward: s3: no answer of the server, got 'nothing within 20 ms'; is it running on 127\.0\.0\.1:\d+\?$/,
    );
  });
});

it.each([
  ["a%20folder/%C3%A9%2Bb.json", "a folder/é+b.json"],
  ["plain/key.json", "plain/key.json"],
  ["no%encoding", "no%encoding"],
])("asks whether the role may act on the object itself, for the path %s", async (path, key) => {
  answer = (response) => void response.end("{}");
  const asked: string[] = [];
  const call = { method: "GET", headers: {}, querystring: {}, body: "", region: "us-east-1", prefix: "arn:aws:s3:::" };
  const authorize = (action: string, resource: string) => {
    asked.push(`${action} ${resource}`);
    return undefined;
  };
  await callIntegration(forward(), { ...call, target: `path/bucket/${path}`, authorize });
  expect(asked).toEqual([`s3:GetObject arn:aws:s3:::bucket/${key}`]);
});

it.each<readonly [string, string, Partial<Parameters<typeof callIntegration>[1]>, readonly string[]]>([
  ["GET", "bucket", {}, ["s3:ListBucket arn:aws:s3:::bucket"]],
  ["HEAD", "bucket", {}, ["s3:ListBucket arn:aws:s3:::bucket"]],
  ["PUT", "bucket", {}, ["s3:CreateBucket arn:aws:s3:::bucket"]],
  ["DELETE", "bucket", {}, ["s3:DeleteBucket arn:aws:s3:::bucket"]],
  ["GET", "", {}, ["s3:ListAllMyBuckets *"]],
  ["GET", "bucket/key", { querystring: { versionId: "v" } }, ["s3:GetObjectVersion arn:aws:s3:::bucket/key"]],
  [
    "PUT",
    "bucket/key",
    { headers: { "X-Amz-Acl": "private" }, body: '{"Action":"A","Bucket":"other","Key":"k","Tagging":"t"}' },
    ["s3:PutObject arn:aws:s3:::bucket/key", "s3:PutObjectAcl arn:aws:s3:::bucket/key"],
  ],
])("asks whether the role may %s /%s of S3, whatever the object itself says", async (method, path, members, needed) => {
  answer = (response) => void response.end("{}");
  const asked: string[] = [];
  const call = { headers: {}, querystring: {}, body: "", region: "us-east-1", prefix: "arn:aws:s3:::", ...members };
  const authorize = (action: string, resource: string) => {
    asked.push(`${action} ${resource}`);
    return undefined;
  };
  await callIntegration(forward(), { ...call, method, target: `path/${path}`, authorize });
  expect(asked).toEqual(needed);
});
