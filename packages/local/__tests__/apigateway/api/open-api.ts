import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { CallAwsApi } from "../../../protocols/aws-request";
import { createAws } from "../../../account/aws";
import {
  type ApiGatewayAnswer,
  type ApiGatewayApiOptions,
  createApiGatewayApi,
} from "../../../apigateway/api/apigateway-api";
import { createVirtualClock } from "../../virtual-clock";

/** API Gateway's control plane on a free port, with ids and a time that are the same in each run. */
export interface OpenApi {
  readonly url: string;
  readonly aws: ReturnType<typeof createAws>;
  readonly log: readonly string[];
  /** What was answered, the last at the end. */
  readonly answers: readonly ApiGatewayAnswer[];
  close(): Promise<void>;
}

/** 2026-09-01T00:00:00Z */
export const NOW = 1_788_220_800_000;

export async function openApi(options: Partial<ApiGatewayApiOptions> = {}): Promise<OpenApi> {
  const log: string[] = [];
  const answers: ApiGatewayAnswer[] = [];
  const write = (line: string) => void log.push(line);
  const aws = createAws({ clock: createVirtualClock(), log: write });
  const { apigateway: gateway, apiKeys } = aws.region("us-east-1");
  const rooms = { gateway, apiKeys, region: "us-east-1", partition: "aws" };
  const api = createApiGatewayApi({ ...rooms, now: () => NOW, createId: countIds(), log: write, ...options });
  const call: CallAwsApi = async (request) => {
    const answer = await api(request);
    answers.push(answer);
    return answer;
  };
  const server = serve(call);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve())));
  return { url: `http://127.0.0.1:${port}`, aws, log, answers, close };
}

function serve(call: CallAwsApi) {
  return createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", async () => {
      const [path = "/", query] = (request.url ?? "/").split("?");
      const answer = await call({
        service: "apigateway",
        region: "us-east-1",
        method: request.method ?? "GET",
        path,
        query: new URLSearchParams(query),
        headers: {},
        body,
      });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
}

/** Ids in the order of creation: `i000001`, as long as they are asked for. */
function countIds(): (length: number) => string {
  let last = 0;
  return (length) => `i${String(++last).padStart(length - 1, "0")}`;
}

/** Options of an AWS client that calls the endpoint. */
export const clientOptions = (url: string) => ({
  endpoint: url,
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
});

/** Resolves to an AWS client's error as AWS named it. */
export async function refusalOf(call: Promise<unknown>): Promise<readonly unknown[]> {
  const error = (await call.then(
    () => ({ name: "none", message: "", $metadata: {} }),
    (reason: unknown) => reason,
  )) as { readonly name: string; readonly message: string; readonly $metadata: { readonly httpStatusCode?: number } };
  return [error.name, error.message, error.$metadata.httpStatusCode];
}
