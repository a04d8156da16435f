/** The inside of the database's thread: dynalite, and a connection to it for each request. */
import { type IncomingMessage, request as sendRequest } from "node:http";
import { parentPort, workerData } from "node:worker_threads";
import { describeDefectPlace, describeFailure } from "@sfn-websocket/languages/describe-failure";
import dynalite from "dynalite";
import dynaliteDatabase from "dynalite/db";
import type { DatabaseAnswer, DatabaseRequest, DynamoDbAnswer } from "./database";
import { createStreamPair } from "./stream-pair";

/** Dynalite asks for a signature's form, and does not verify it. */
const AUTHORIZATION =
  "AWS4-HMAC-SHA256 Credential=test/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none";

// Dynalite keeps attributes by their names in objects, and lost one of this name: it was the object's prototype.
Reflect.deleteProperty(Object.prototype, "__proto__");

// A table is there at once: where the process is killed between its two states, dynalite would neither use nor delete it.
const { create } = dynaliteDatabase;
dynaliteDatabase.create = (options) => {
  const store = create(options);
  const { put } = store.tableDb;
  store.tableDb.put = (name, { TableStatus, ...table }, done) =>
    put(name, { ...table, TableStatus: TableStatus === "CREATING" ? "ACTIVE" : TableStatus }, done);
  return store;
};

const { path } = workerData as { readonly path?: string };
const server = dynalite({ createTableMs: 0, deleteTableMs: 0, ...(path !== undefined && { path }) });
let current = 0;

// What dynalite does not catch itself is the failure of the one request that it has.
process.on("uncaughtException", (error) => fail(current, error));

parentPort?.on("message", ({ id, action, body }: DatabaseRequest) => {
  current = id;
  send(action, body).then(
    (answer) => reply({ id, answer }),
    (error: Error) => fail(id, error),
  );
});

function send(action: string, body: string): Promise<DynamoDbAnswer> {
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

function fail(id: number, error: Error): void {
  reply({ id, failure: describeFailure(error, describeDefectPlace(error)) });
}

function reply(answer: DatabaseAnswer): void {
  parentPort?.postMessage(answer);
}
