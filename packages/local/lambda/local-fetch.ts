import https from "node:https";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";

/** Statuses of answers without a body. */
const BODILESS = new Set([101, 204, 205, 304]);

/**
 * Returns a fetch that sends what `isLocal` says by node:https, as a fetch does not let a Host header through; the
 * others as before. Redirects are answers like others.
 */
export function createFetch(original: typeof fetch, isLocal: (url: URL) => boolean): typeof fetch {
  return async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    if (!URL.canParse(address) || !isLocal(new URL(address))) return original(input, init);
    const request = new Request(input, init);
    const body = Buffer.from(await request.arrayBuffer());
    return new Promise<Response>((resolve, reject) => {
      const headers = { ...Object.fromEntries(request.headers), "content-length": String(body.length) };
      const sent = https.request(new URL(address), { method: request.method, headers, signal: request.signal });
      sent.on("response", (message) => {
        const lines = Object.entries(message.headers).flatMap(([name, value]) =>
          [value ?? []].flat().map((each): [string, string] => [name, each]),
        );
        const status = message.statusCode ?? 500;
        const stream = BODILESS.has(status) ? null : (Readable.toWeb(message) as ReadableStream<Uint8Array>);
        resolve(
          new Response(stream as ConstructorParameters<typeof Response>[0], {
            status,
            headers: lines,
            statusText: message.statusMessage,
          }),
        );
      });
      sent.on("error", reject);
      sent.end(body);
    });
  };
}
