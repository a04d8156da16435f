import { type IncomingMessage, request as sendRequest, type Server } from "node:http";
import { createStreamPair } from "./stream-pair";

/** An answer of DynamoDB's protocol. */
export interface DynamoDbAnswer {
  readonly status: number;
  /** JSON text */
  readonly body: string;
  readonly requestId: string;
  /** the checksum that DynamoDB sends along, a decimal number */
  readonly crc32: string;
}

/** Sends a request, which is JSON text, to an action of DynamoDB. */
export type CallDatabase = (action: string, body: string) => Promise<DynamoDbAnswer>;

/**
 * Starts an empty DynamoDB in this process, its items in memory. It listens on no port: a page in the developer's browser
 * could reach one, and dynalite answers every origin.
 */
export async function startDatabase(): Promise<CallDatabase> {
  const { default: dynalite } = await import("dynalite");
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  return (action, body) => send(server, action, body);
}

/** Dynalite asks for a signature's form, and does not verify it. */
const AUTHORIZATION =
  "AWS4-HMAC-SHA256 Credential=test/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none";

function send(server: Server, action: string, body: string): Promise<DynamoDbAnswer> {
  const [near, far] = createStreamPair();
  server.emit("connection", far);
  const headers = {
    host: "dynamodb.us-east-1.amazonaws.com",
    "content-type": "application/x-amz-json-1.0",
    "content-length": Buffer.byteLength(body),
    "x-amz-target": `DynamoDB_20120810.${action}`,
    "x-amz-date": "20200101T000000Z",
    authorization: AUTHORIZATION,
    connection: "close",
  };
  return new Promise((resolve, reject) => {
    const request = sendRequest({ method: "POST", path: "/", headers, createConnection: () => near }, (response) => {
      readAnswer(response).then(resolve, reject);
    });
    request.on("error", reject).end(body);
  });
}

async function readAnswer(response: IncomingMessage): Promise<DynamoDbAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  const header = (name: string) => String(response.headers[name] ?? "");
  return {
    status: response.statusCode ?? 500,
    body: Buffer.concat(chunks).toString(),
    requestId: header("x-amzn-requestid"),
    crc32: header("x-amz-crc32"),
  };
}
