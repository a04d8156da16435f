import type { RouteProps } from "@sfn-websocket/constructs/options/route-props";
import { synthesizeJson, type Terraform, WAIT } from "../stacks/synthesize-stack";

const workflow = "workflows/wait.asl.json";

/** Routes that use every option between them, with texts that Terraform would take for its own. */
export const EVERY_OPTION: Readonly<Record<string, RouteProps>> = {
  $connect: { workflow, execution: "async", timeoutMilliseconds: 3000 },
  $default: { workflow, response: "output", throttle: { rateLimit: 5, burstLimit: 5 }, executionLogLevel: "ERROR" },
  "a${b}": { workflow, response: { template: '{"a":"100%{b}"}' }, logLevel: "ALL", logExecutionData: true },
  quote: { workflow, requestTemplate: '{"stateMachineArn":"$stateMachineArn"}' },
};

/** A definition with texts that Terraform would take for its own; a placeholder is written `$${` where it is text. */
export const MARKED = WAIT.replace("three seconds", "${three} %{seconds} {% $x %}");

function synthesizeRoute(route: Partial<RouteProps> = {}, definition = WAIT): Terraform {
  return synthesizeJson({ routes: { $default: { workflow, ...route } } }, { [workflow]: definition });
}

/** The stack as if its state machine were of the other type, which Terraform can only replace. */
function asStandard(stack: Terraform): Terraform {
  return JSON.parse(JSON.stringify(stack).replace('"type":"EXPRESS"', '"type":"STANDARD"')) as Terraform;
}

/** The cases: a stack as it was applied before, none for the first time, and as it is now. */
const CASES: Readonly<Record<string, { readonly before?: Terraform; readonly after: Terraform }>> = {
  created: {
    after: synthesizeRoute(
      {},
      MARKED.replace("${", () => "$${"),
    ),
  },
  same: { before: synthesizeRoute(), after: synthesizeRoute() },
  definition: { before: synthesizeRoute(), after: synthesizeRoute({}, WAIT.replace('"Seconds": 3', '"Seconds": 4')) },
  template: {
    before: synthesizeRoute({ response: { template: '{"done":1}' } }),
    after: synthesizeRoute({ response: { template: '{"done":2}' } }),
  },
  replaced: { before: asStandard(synthesizeRoute()), after: synthesizeRoute() },
  renamed: { before: synthesizeJson({ resourcePrefix: "blue" }), after: synthesizeJson({ resourcePrefix: "green" }) },
};

/** All cases in one configuration, since a plan takes seconds: each case's name stands before its resources' names. */
export function mergeStacks(when: "before" | "after"): Omit<Terraform, "output"> {
  const stacks = Object.entries(CASES).flatMap(([name, { [when]: stack }]) =>
    stack === undefined
      ? []
      : [JSON.parse(JSON.stringify(stack).replaceAll("WebSocketApi_", `${name}_WebSocketApi_`)) as Terraform],
  );
  const types = new Set(stacks.flatMap(({ resource }) => Object.keys(resource)));
  const resource = [...types].map(
    (type) => [type, Object.assign({}, ...stacks.map((stack) => stack.resource[type]))] as const,
  );
  const { backend: _backend, ...terraform } = CASES["same"]?.after.terraform ?? {};
  const { output: _output, ...rest } = synthesizeRoute();
  return { ...rest, terraform, resource: Object.fromEntries(resource) };
}
