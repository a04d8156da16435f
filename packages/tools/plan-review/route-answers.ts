import type { FindResources } from "./find-resources";
import type { ResourceChange } from "./plan";
import type { Label } from "./resource-kinds";
import { readText, readValue } from "./values";

type Side = "before" | "after";

/** The resource as it is on one side: what refers to others is known of the side that is configured. */
function takeSide(change: ResourceChange, side: Side): ResourceChange {
  const isConfigured = side === "after" || change.after === undefined;
  const { after: _after, before: _before, ...rest } = change;
  return { ...rest, ...(change[side] && { after: change[side] }), references: isConfigured ? change.references : {} };
}

/** The integration that a route leads to on one side. */
export function findIntegration(route: ResourceChange, side: Side, find: FindResources): ResourceChange | undefined {
  return find.referred({
    change: takeSide(route, side),
    attribute: "target",
    types: ["aws_apigatewayv2_integration"],
  });
}

/** The workflow that an integration starts, and the name that its ARN says where the plan does not hold it. */
export function findWorkflow(
  integration: ResourceChange,
  side: Side,
  find: FindResources,
): { readonly change?: ResourceChange; readonly name?: string } {
  const taken = takeSide(integration, side);
  const types = ["aws_sfn_state_machine"];
  const template = JSON.stringify(readValue(taken.after, "request_templates") ?? "");
  const [arn, name] = /arn:[\w-]+:states:[\w-]*:\d*:stateMachine:([\w-]+)/.exec(template) ?? [];
  const change =
    (arn === undefined
      ? undefined
      : find.referred({ change: { ...taken, after: { arn } }, attribute: "arn", types })) ??
    find.referred({ change: taken, attribute: "request_templates", types });
  const known = readText(change?.[side], "name") ?? name;
  return { ...(change && { change }), ...(known !== undefined && { name: known }) };
}

/** What answers a route's messages on one side: `workflow wait`, `answered by API Gateway`, `dynamodb PutItem`; undefined where the plan does not say it. */
export function describeAnswer(route: ResourceChange, side: Side, find: FindResources): Label | undefined {
  const integration = findIntegration(route, side, find);
  const type = readText(integration?.[side], "integration_type");
  if (!integration || type === undefined) return undefined;
  const uri = readText(integration[side], "integration_uri") ?? "";
  if (type === "MOCK") return ["answered by API Gateway"];
  if (type === "HTTP" || type === "HTTP_PROXY") return ["HTTP", { name: uri }];
  const { name, change } = findWorkflow(integration, side, find);
  if (name !== undefined)
    return [
      ...nameWorkflow(name, integration, find),
      ...(uri.endsWith("/StartExecution") ? ["without an answer"] : []),
    ];
  if (change) return ["a workflow"];
  return uri === "" ? ["an AWS integration"] : describeUri(uri);
}

/** What the path of a service names, by the service: its last part, or the part that is an ARN's. */
const PATHS: readonly { readonly form: RegExp; readonly word: string }[] = [
  { form: /:apigateway:[^:]*:sqs:path\/[^/]+\/([\w.-]+)$/, word: "queue" },
  {
    form: /:apigateway:[^:]*:lambda:path\/[\d-]+\/functions\/[^/]*?:function:([\w:-]+)\/invocations$/,
    word: "function",
  },
];

/** `queue orders`, `AWS events PutEvents`; what is neither is named by its URI. */
function describeUri(uri: string): Label {
  for (const { form, word } of PATHS) {
    const [, name] = form.exec(uri) ?? [];
    if (name !== undefined) return [word, { name }];
  }
  const [, service, action] = /:apigateway:[^:]*:([\w.-]+):action\/(\w+)/.exec(uri) ?? [];
  return ["AWS", { name: service === undefined ? uri : `${service} ${action ?? ""}` }];
}

/** The workflow without the beginning that all names of its API have. */
function nameWorkflow(name: string, integration: ResourceChange, find: FindResources): Label {
  const api = find.referred({ change: integration, attribute: "api_id", types: ["aws_apigatewayv2_api"] });
  const prefix = `${readText(api?.after, "name") ?? readText(api?.before, "name") ?? name}-`;
  return ["workflow", { name: name.startsWith(prefix) ? name.slice(prefix.length) : name }];
}
