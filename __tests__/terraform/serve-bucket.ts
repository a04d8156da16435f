import { createServer, type IncomingHttpHeaders, type IncomingMessage, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import S3rver from "@20minutes/s3rver";

/** The one key that the server knows; it checks signatures. */
export const BUCKET_CREDENTIALS = { AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER" } as const;

/** A request that the bucket answered. */
export interface BucketRequest {
  readonly method: string;
  /** Of the object, empty for the bucket itself. */
  readonly key: string;
  readonly headers: IncomingHttpHeaders;
  readonly status: number;
}

/** A PUT that waits. */
export interface HeldPut {
  /** Resolves when it is there. */
  readonly arrived: Promise<void>;
  release(): void;
}

/** An S3 bucket named `acme`, served on a free port. */
export interface ServedBucket {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly requests: readonly BucketRequest[];
  /** The object's text, undefined where there is none. */
  read(key: string): Promise<string | undefined>;
  /** Lets the next PUT of the key wait until it is released. */
  holdPut(key: string): HeldPut;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer | string;
}

interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html documented */
const PRECONDITION_FAILED: Answer = {
  status: 412,
  headers: { "content-type": "application/xml" },
  body: `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>PreconditionFailed</Code><Message>At least one of the pre-conditions you specified did not hold</Message><Condition>If-None-Match</Condition></Error>`,
};

/**
 * Serves a bucket whose objects are files below `directory`. The npm package's server ignores `If-None-Match: *`, which
 * Terraform's lock file relies on; the front before it answers that condition, one PUT of a key after the other.
 */
export async function serveBucket(directory: string): Promise<ServedBucket> {
  const bucket = [{ name: "acme" }];
  const server = new S3rver({ address: "127.0.0.1", port: 0, silent: true, directory, configureBuckets: bucket });
  const { port } = await server.run();
  const requests: BucketRequest[] = [];
  const puts = queuePuts(port);
  const front = createServer((request, response) => {
    const serve = async () => {
      const received = await receive(request);
      const { method, url, headers } = received;
      const key = decodeURIComponent(url.replace(/^\/acme\/?|\?.*$/g, ""));
      const answer = await (method === "PUT" ? puts.put(key, received) : forward(port, received));
      requests.push({ method, key, headers, status: answer.status });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    };
    void serve();
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    requests,
    read: (key) => readObject(port, key),
    holdPut: puts.holdPut,
    close: async () => {
      front.closeAllConnections();
      await new Promise((resolve) => front.close(resolve));
      await server.close();
    },
  };
}

/** Hands PUTs on, one of a key after the other, so that each sees what the last one left. */
function queuePuts(port: number) {
  const queues = new Map<string, Promise<unknown>>();
  const held = new Map<string, { readonly arrive: () => void; readonly released: Promise<void> }>();
  const answer = async (key: string, received: Received): Promise<Answer> => {
    const hold = held.get(key);
    held.delete(key);
    hold?.arrive();
    await hold?.released;
    const conditional = received.headers["if-none-match"] === "*";
    return conditional && (await readObject(port, key)) !== undefined ? PRECONDITION_FAILED : forward(port, received);
  };
  return {
    put: (key: string, received: Received): Promise<Answer> => {
      const answered = (queues.get(key) ?? Promise.resolve()).then(() => answer(key, received));
      queues.set(key, answered);
      return answered;
    },
    holdPut: (key: string): HeldPut => {
      const [arrived, released] = [createSignal(), createSignal()];
      held.set(key, { arrive: arrived.give, released: released.given });
      return { arrived: arrived.given, release: released.give };
    },
  };
}

async function receive(request: IncomingMessage): Promise<Received> {
  const { method = "", url = "", headers } = request;
  return { method, url, headers, body: await buffer(request) };
}

/** Hands the request on as it came, its signature and Host included. */
function forward(port: number, { method, url, headers, body }: Received): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = send({ host: "127.0.0.1", port, method, path: url, headers }, (answer) => {
      const { statusCode: status = 0, headers } = answer;
      buffer(answer).then((body) => resolve({ status, headers, body }), reject);
    });
    sent.on("error", reject).end(body);
  });
}

/** Without a signature, which the server lets pass. */
async function readObject(port: number, key: string): Promise<string | undefined> {
  const answer = await fetch(`http://127.0.0.1:${port}/acme/${key}`);
  const text = await answer.text();
  return answer.ok ? text : undefined;
}

function createSignal(): { readonly given: Promise<void>; give(): void } {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give };
}
