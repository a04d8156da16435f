import type { JsonObject } from "@sfn-websocket/languages/json";
import { configuration, type TestApi, type TestRoute } from "../configuration";
import { type Client, type ConnectOptions, serve, type Served } from "../serve";

/** An answer that refuses a handshake. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}

const MOVE_URI = `
function handler(event) {
  const request = event.request;
  request.headers["ws-uri"] = { value: request.uri };
  request.uri = "/";
  return request;
}`;
const SOCKET_HEADERS = ["Sec-WebSocket-Key", "Sec-WebSocket-Version"];
const API_HOST = "${aws_apigatewayv2_api.main.id}.execute-api.us-east-1.amazonaws.com";
export const CERTIFICATE = { acm_certificate_arn: "arn:aws:acm:us-east-1:123456789012:certificate/c" };

/** `$connect` answers 403 with what it sees of the request, and refuses so; or 200 where the query string asks for it. */
const CONNECT: TestRoute = {
  integration: {
    integration_type: "MOCK",
    request_templates: { $default: `{"statusCode":#if("$input.params('open')" == "1")200#{else}403#end}` },
  },
  responses: {
    $default: {},
    "/403/": {
      response_templates: {
        $default: `$input.params('ws-uri')|$input.params('secret')|$input.params('q')|$input.params('Cookie')|$input.params('Host')|$input.params('User-Agent')|$input.params('x-origin')`,
      },
    },
  },
  isTwoWay: false,
};
const PING: TestRoute = {
  integration: { integration_type: "MOCK", request_templates: { $default: '{"statusCode":200}' } },
  responses: { $default: { response_templates: { $default: '{"v":1}' } } },
};

/** What a test's distribution has besides, and its API. */
export interface Edge {
  readonly code?: string;
  readonly distribution?: JsonObject;
  readonly origin?: JsonObject;
  readonly behavior?: JsonObject;
  readonly policy?: JsonObject;
  readonly api?: TestApi["api"];
}

export const names = (kind: string, behavior: string, items?: readonly string[]): JsonObject => ({
  [`${kind}_behavior`]: behavior,
  ...(items && { [`${kind}s`]: { items: [...items] } }),
});

/** An API behind a distribution. */
function behindDistribution({ code = MOVE_URI, distribution, origin, behavior, policy, api }: Edge): JsonObject {
  const resource: Readonly<Record<string, JsonObject>> = {
    aws_cloudfront_function: { edge: { name: "edge", runtime: "cloudfront-js-2.0", publish: true, code } },
    aws_cloudfront_origin_request_policy: {
      sockets: {
        name: "sockets",
        headers_config: names("header", "whitelist", [...SOCKET_HEADERS, "ws-uri"]),
        query_strings_config: names("query_string", "all"),
        cookies_config: names("cookie", "none"),
        ...policy,
      },
    },
    aws_cloudfront_distribution: {
      main: {
        enabled: true,
        origin: {
          origin_id: "api",
          domain_name: API_HOST,
          origin_path: "/${aws_apigatewayv2_stage.main.name}",
          ...origin,
        },
        default_cache_behavior: {
          target_origin_id: "api",
          viewer_protocol_policy: "https-only",
          cache_policy_id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
          origin_request_policy_id: "${aws_cloudfront_origin_request_policy.sockets.id}",
          function_association: { event_type: "viewer-request", function_arn: "${aws_cloudfront_function.edge.arn}" },
          ...behavior,
        },
        ...distribution,
      },
    },
  };
  const routes = { $connect: CONNECT, $default: PING };
  return {
    ...configuration({ routes, resource, api }),
    output: { Id: { value: "${aws_cloudfront_distribution.main.id}" } },
  };
}

/** An API that is served behind a distribution. */
export interface ServedEdge {
  readonly served: Served;
  readonly id: string;
  readonly domainName: string;
  /** Opens a socket, which `close` ends. */
  open(path: string, options?: ConnectOptions): Promise<Client>;
  /** The answer that refuses a handshake; rejects where it is accepted. */
  refusal(path: string, headers?: Readonly<Record<string, string>>): Promise<Refusal>;
  /** What `$connect` saw of the request. */
  seen(path: string, headers?: Readonly<Record<string, string>>): Promise<string>;
  /** What the developer was told last. */
  lastLine(): string | undefined;
  close(): Promise<void>;
}

export async function serveEdge(edge: Edge = {}): Promise<ServedEdge> {
  const served = await serve(behindDistribution(edge));
  const { id = "", domainName = "" } = served.aws().cloudfront.distributions()[0] ?? {};
  const clients: Client[] = [];
  const refusal = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Refusal> =>
    served.connect(path, { headers }).then(
      () => Promise.reject(new Error("accepted")),
      (error: Refusal) => error,
    );
  return {
    served,
    id,
    domainName,
    async open(path, options) {
      const client = await served.connect(path, options);
      clients.push(client);
      return client;
    },
    refusal,
    seen: async (path, headers) => (await refusal(path, headers)).body,
    lastLine: () => served.log.at(-1),
    close() {
      for (const { socket } of clients) socket.terminate();
      return served.close();
    },
  };
}
