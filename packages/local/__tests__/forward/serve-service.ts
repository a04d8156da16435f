import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";

/** A call that came to the server. */
export interface ReceivedCall {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server of an AWS service, as a user has one: it answers what it is told to, and only to what is signed well. */
export interface ServedService {
  /** With credentials. */
  readonly url: string;
  readonly calls: readonly ReceivedCall[];
  /** What the next calls are answered with. */
  answer: { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string };
  close(): Promise<void>;
}

const KEY = { accessKeyId: "KEY", secretAccessKey: "SECRET" };

export async function serveService(service: string): Promise<ServedService> {
  const calls: ReceivedCall[] = [];
  const server = createServer((request, response) => {
    const serve = async () => {
      const body = await buffer(request);
      const url = new URL(request.url ?? "/", "http://localhost");
      const { method = "", headers } = request;
      const call = { method, path: url.pathname, query: Object.fromEntries(url.searchParams), headers, body };
      if ((await signAgain(service, call)) !== headers.authorization)
        return response.writeHead(403).end('{"__type":"InvalidSignatureException"}');
      calls.push({ ...call, body: body.toString() });
      const { status = 200, headers: own, body: text } = served.answer;
      response.writeHead(status, { "x-amzn-requestid": "request-1", ...own }).end(text);
    };
    void serve();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const served: ServedService = {
    url: `http://KEY:SECRET@127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answer: { body: "{}" },
    close: () => new Promise((resolve) => void (server.close(() => resolve()), server.closeAllConnections())),
  };
  return served;
}

/** What the authorization must be, from what was signed. */
async function signAgain(
  service: string,
  call: Omit<ReceivedCall, "body"> & { readonly body: Buffer },
): Promise<string> {
  const { method, path, query, headers, body } = call;
  const [, names = ""] = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? "") ?? [];
  const [, region = ""] = /Credential=[^/]+\/\d{8}\/([^/]+)/.exec(headers.authorization ?? "") ?? [];
  const signed = names.split(";").map((name) => [name, String(headers[name])]);
  const [, date = ""] = /^(\d{8}T\d{6}Z)$/.exec(String(headers["x-amz-date"])) ?? [];
  const time = date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
  const how = { applyChecksum: false, uriEscapePath: service !== "s3" };
  const signer = new SignatureV4({ credentials: KEY, region, service, sha256: Sha256, ...how });
  const request = {
    method,
    protocol: "http:",
    hostname: "127.0.0.1",
    path,
    query,
    headers: Object.fromEntries(signed),
    body,
  };
  return (await signer.sign(request, { signingDate: new Date(time) })).headers.authorization ?? "";
}
