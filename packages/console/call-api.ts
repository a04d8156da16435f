import type { Problem } from "@sfn-websocket/local/console/api";

const ROOT = "api/";

/** The answer of a call of the console's API. @throws Error with the server's own words */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return readAnswer<T>(await send(path, { ...(signal && { signal }) }));
}

/** As `getJson`, for a call with a body. */
export async function postJson<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body), ...(signal && { signal }) };
  return readAnswer<T>(await send(path, init));
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(ROOT + path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Error("the server does not answer; is it still running?");
  }
}

async function readAnswer<T>(response: Response): Promise<T> {
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as T;
  throw new Error(readProblem(text) ?? `the server answers with the status ${response.status}`);
}

function readProblem(text: string): string | undefined {
  try {
    return (JSON.parse(text) as Problem).message;
  } catch {
    return undefined;
  }
}
