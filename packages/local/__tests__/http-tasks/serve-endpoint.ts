import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

interface ReceivedRequest {
  readonly method: string;
  /** With the query, as it was sent. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An HTTP endpoint on a free port, which answers what it is told to. */
export interface ServedEndpoint {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  answer: (response: ServerResponse) => void;
  close(): Promise<void>;
}

export async function serveEndpoint(): Promise<ServedEndpoint> {
  const requests: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    const { method = "", url: target = "", headers } = request;
    void text(request).then((body) => {
      requests.push({ method, target, headers, body });
      served.answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const served: ServedEndpoint = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: (response) => response.end("done"),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return served;
}
