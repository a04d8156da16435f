import { internalServerError } from "../apigateway/wire";
import type { IntegrationRequest } from "../apigateway/integration";
import type { Aws } from "./aws";
import type { AuthorizeRole } from "./integration-role";

/** Loaded when the first one is called. */
const load = () => require("../forward/integration") as typeof import("../forward/integration");

const URI = /^arn:[\w-]+:apigateway:([\w-]+):([a-z0-9-]+):((?:action|path)\/.+)$/s;

/** An integration whose service a server of the user's answers for. */
export type CallForwarded = (
  request: IntegrationRequest,
  authorize: AuthorizeRole,
) => Promise<{ readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }>;

/** Returns what calls the service that a URI names, undefined where no server of the user's answers for it. */
export function findForwardedIntegration(aws: Aws, uri: string): CallForwarded | undefined {
  const [, region = "", service = "", target = ""] = URI.exec(uri) ?? [];
  const forward = aws.forwards.get(service);
  if (forward === undefined) return undefined;
  const prefix = `arn:${aws.partition}:${service}:${region}:${aws.accountId}`;
  return async ({ integration, headers, querystring, body, path, stageVariables }, authorize) => {
    const method = integration.integrationMethod ?? "POST";
    const filled = fill(target, { path, stageVariables });
    const call = { target: filled, method, headers, querystring, body, region, prefix, authorize };
    return load()
      .callIntegration(forward, call)
      .catch((error: Error) => {
        throw internalServerError(error.message);
      });
  };
}

function fill(target: string, { path, stageVariables }: Pick<IntegrationRequest, "path" | "stageVariables">): string {
  const lookUp = (values: Readonly<Record<string, string>>, name: string) =>
    // A half of a surrogate pair has no encoding: the text of its bytes has another character in its place.
    encodeURIComponent(Buffer.from(Object.hasOwn(values, name) ? (values[name] ?? "") : "").toString());
  return target
    .replace(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => lookUp(stageVariables, name))
    .replace(/\{([\w-]+)\+?\}/g, (_, name: string) => lookUp(path, name));
}
