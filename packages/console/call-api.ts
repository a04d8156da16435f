import type { Problem } from "@sfn-websocket/local/console/api";

const ROOT = "api/";
const GONE = "the server does not answer; is it still running?";

/** What the server answers to a call that it refuses, in its own words. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** The answer of a call of the console's API. @throws Error with the server's own words */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return readJson<T>(await send(path, { ...(signal && { signal }) }), signal);
}

/** As `getJson`, for a call with a body. */
export async function postJson<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return readJson<T>(await send(path, { ...write(body), ...(signal && { signal }) }), signal);
}

/** As `postJson`, for a call whose answer goes on and on, until the signal ends it. */
export async function postStream(
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<NonNullable<Response["body"]>> {
  const { body: stream } = await send(path, { ...write(body), signal });
  if (!stream) throw new Error(GONE);
  return stream;
}

const write = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

async function send(path: string, init: RequestInit): Promise<Response> {
  const response = await tellGone(fetch(ROOT + path, init), init.signal);
  if (response.ok) return response;
  const text = await tellGone(response.text(), init.signal);
  const message = readProblem(text) ?? `the server answers with the status ${response.status}`;
  throw new Refusal(message, response.status);
}

async function readJson<T>(response: Response, signal?: AbortSignal): Promise<T> {
  const text = await tellGone(response.text(), signal);
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new Error(`the server's answer is no JSON, got '${text.slice(0, 40)}'; is it another server by now?`);
  }
}

/** What the browser says of a connection that was refused or lost is told in words; a call that was given up stays that. */
async function tellGone<T>(answer: Promise<T>, signal?: AbortSignal | null): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw signal?.aborted ? error : new Error(GONE);
  }
}

function readProblem(text: string): string | undefined {
  try {
    return (JSON.parse(text) as Problem).message;
  } catch {
    return undefined;
  }
}
