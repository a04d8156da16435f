import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

const CALLER_IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::123456789012:user/test</Arn><UserId>AIDATEST</UserId><Account>123456789012</Account>
</GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;

/** An AWS endpoint that answers the two calls which the provider makes while it plans, and refuses all others. */
export interface AwsEndpoint {
  readonly url: string;
  /** The calls that were made, by target or query action. */
  readonly calls: readonly string[];
  close(): Promise<void>;
}

export async function startAwsEndpoint(): Promise<AwsEndpoint> {
  const calls: string[] = [];
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const call = String(request.headers["x-amz-target"] ?? new URLSearchParams(body).get("Action") ?? request.url);
      calls.push(call);
      if (call === "AWSStepFunctions.ValidateStateMachineDefinition") {
        response.writeHead(200, { "content-type": "application/x-amz-json-1.0" });
        response.end(`{"result":"OK","diagnostics":[],"truncated":false}`);
      } else if (call === "GetCallerIdentity") {
        response.writeHead(200, { "content-type": "text/xml" }).end(CALLER_IDENTITY);
      } else {
        response
          .writeHead(400, { "content-type": "application/x-amz-json-1.0" })
          .end(`{"__type":"UnknownOperationException"}`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve())));
  return { url: `http://127.0.0.1:${port}`, calls, close };
}
