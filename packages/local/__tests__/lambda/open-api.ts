import type { LambdaContext } from "../../lambda/api/action";
import { createLambdaApi } from "../../lambda/api/lambda-api";
import { createFunctionRuntime } from "../../lambda/function-runtime";
import { createLambda, type Lambda } from "../../lambda/lambda";
import { createClock } from "../../clock";
import { serveApi } from "../api-server";
import { zipArchive } from "../write-archive";

export const ROLE = "arn:aws:iam::123456789012:role/functions";
export const ARN = "arn:aws:lambda:us-east-1:123456789012:function:";
export const NOW = 1_652_472_014_974;

export const FUNCTIONS = "/2015-03-31/functions";
/** The path of the function that `functionRequest` makes. */
export const GREET = `${FUNCTIONS}/greet`;
/** A module whose answer is a text and its event. */
export const SAYS = (text: string): string =>
  `export const handler = async (event) => ({ said: ${JSON.stringify(text)}, event });`;
/** The body of an error of the caller, who names what is not there. */
export const user = (Message: string): object => ({ Type: "User", Message });
/** The body of every other error of the caller. */
export const wrong = (message: string): object => ({ Type: "User", message });
/** The body of an error of a request that breaks one constraint. */
export const invalid = (at: string, constraint: string): object => ({
  message: `1 validation error detected: Value ${at} failed to satisfy constraint: ${constraint}`,
});

/** What an answer came to: its status, its error's code or else what failed in the function, and its body. */
export interface Answered {
  readonly status: number;
  readonly error?: string;
  readonly body: unknown;
}

/** Lambda's API in one region, served. */
export interface OpenApi {
  readonly lambda: Lambda;
  /** What the developer was told. */
  readonly log: readonly string[];
  /** Calls `METHOD path`; a body is sent as JSON. */
  call(called: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  /** Creates the function that `functionRequest` makes. */
  create(source?: string, members?: object): Promise<Answered>;
  /** What that function answers; a qualifier is written `?Qualifier=live`. */
  invoke(qualifier?: string): Promise<unknown>;
  close(): Promise<void>;
}

/** `folder` keeps functions' code, `readObject` reads what S3 has. @default it is gone with the process; there is no S3 */
export async function openApi(folder?: string, readObject?: LambdaContext["readObject"]): Promise<OpenApi> {
  const log: string[] = [];
  const world = { clock: createClock(1, () => undefined), log: (line: string) => void log.push(line) };
  const runtime = createFunctionRuntime({ ...world, functions: new Map(), codeFolder: folder });
  const lambda = createLambda(runtime, { now: () => NOW, random: () => 0.5 });
  let made = 0;
  const callApi = createLambdaApi({
    lambda,
    codes: lambda.codes,
    partition: "aws",
    region: "us-east-1",
    accountId: "123456789012",
    now: () => NOW,
    uuid: () => `revision-${++made}`,
    mayAssume: (role) => role === ROLE,
    readObject,
    log: world.log,
  });
  const server = await serveApi(async (request) => {
    const answer = await callApi(request);
    if (answer.unknown !== undefined) log.push(`not emulated: ${answer.unknown}`);
    return answer;
  });
  const call: OpenApi["call"] = async (called, body, headers) => {
    const [method = "", path = ""] = called.split(" ");
    const text = body === undefined ? undefined : JSON.stringify(body);
    const answer = await fetch(server.client.endpoint + path, {
      method,
      headers,
      ...(text !== undefined && { body: text }),
    });
    const received = await answer.text();
    const error = answer.headers.get("x-amzn-errortype") ?? answer.headers.get("x-amz-function-error");
    return {
      status: answer.status,
      ...(error !== null && { error }),
      body: received === "" ? "" : JSON.parse(received),
    };
  };
  return {
    lambda,
    log,
    call,
    create: (source = SAYS("hello"), members = {}) => call(`POST ${FUNCTIONS}`, functionRequest(source, members)),
    invoke: async (qualifier = "") => (await call(`POST ${GREET}/invocations${qualifier}`, { a: 1 })).body,
    async close() {
      runtime.stop();
      await server.close();
    },
  };
}

/** A CreateFunction request; `source` is of its module `index.mjs`. */
export const functionRequest = (source: string, members: object = {}): object => ({
  FunctionName: "greet",
  Role: ROLE,
  Runtime: "nodejs22.x",
  Handler: "index.handler",
  Code: { ZipFile: zipText({ "index.mjs": source }) },
  ...members,
});

/** An archive of files, base64. */
export const zipText = (files: Readonly<Record<string, string>>): string =>
  Buffer.from(zipArchive(files)).toString("base64");
