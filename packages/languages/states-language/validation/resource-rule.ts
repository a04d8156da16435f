import { listApiActions } from "../calls/api-shapes";
import { optimizedIntegrations } from "./optimized-integrations";
import type { Pattern } from "./optimized-integrations";
import { reportSchemaError } from "./rule";
import { expectType } from "./value-rules";

const PARTITION = "arn:aws(?:-cn|-us-gov)?";
/** *Recorded*: placeholders for region and account are taken (LocalStack's AWS-validated snapshots of TestState). */
const LAMBDA = new RegExp(`^${PARTITION}:lambda:[a-z0-9-]+:[a-z0-9-]+:function:[\\w-]+(?::[\\w$-]+)?$`);
const ACTIVITY = new RegExp(`^${PARTITION}:states:[a-z0-9-]+:\\d{12}:activity:.{1,80}$`);
const INTEGRATION = new RegExp(
  `^${PARTITION}:states:[a-z0-9-]*:(?:\\d{12})?:((?:aws-sdk:)?[a-z0-9-]+:[a-z][A-Za-z0-9]*)(\\.sync:2|\\.sync|\\.waitForTaskToken)?$`,
);

/** *Recorded*, of TestState (LocalStack's AWS-validated snapshots): neither region nor account need be one. */
const PLACEHOLDER_LAMBDA = new RegExp(`^${PARTITION}:lambda:[\\w-]+:[\\w-]+:function:[\\w-]+(?::[\\w$-]+)?$`);

/**
 * Services of the AWS SDKs that Step Functions does not integrate. *Recorded*: a user's CloudFormation error. And names that
 * it has not for those that it does: documented are eventbridge, sfn and cloudwatchlogs.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
const sdkServicesLeftOut: ReadonlySet<string> = new Set([
  "apigatewaymanagementapi",
  "events",
  "states",
  "stepfunctions",
  "logs",
]);

/** What the resource of a task is, undefined if Step Functions does not know it. */
export function readResource(
  arn: string,
): { kind: "lambda" | "activity" | "integration"; pattern: Pattern } | undefined {
  if (LAMBDA.test(arn)) return { kind: "lambda", pattern: "" };
  if (ACTIVITY.test(arn)) return { kind: "activity", pattern: "" };
  const [, api, suffix] = INTEGRATION.exec(arn) ?? [];
  if (api === undefined) return undefined;
  const pattern = readPattern(suffix);
  return patternsOf(api).includes(pattern) ? { kind: "integration", pattern } : undefined;
}

/**
 * The patterns of an API. *Assumed*: every service and action of the AWS SDKs exists that is not known to be left out,
 * because a list of the 9,000 would be outdated tomorrow and reject what AWS accepts. A known action in other letters is
 * none.
 */
function patternsOf(api: string): readonly Pattern[] {
  if (!api.startsWith("aws-sdk:")) return optimizedIntegrations.get(api) ?? [];
  const [, service = "", action = ""] = api.split(":");
  const known = listApiActions(service).find((each) => each.toLowerCase() === action.toLowerCase());
  const isNone = sdkServicesLeftOut.has(service) || (known !== undefined && known !== action);
  return isNone ? [] : ["", ".waitForTaskToken"];
}

function readPattern(suffix: string | undefined): Pattern {
  if (suffix === ".sync" || suffix === ".sync:2" || suffix === ".waitForTaskToken") return suffix;
  return "";
}

/** *Recorded*: the three texts, with the space that ends the second one. */
const unsupportedByExpress: Readonly<Record<Pattern, string | undefined>> = {
  "": undefined,
  ".sync": "Express state machine does not support '.sync' service integration",
  ".sync:2": "Express state machine does not support '.sync' service integration",
  ".waitForTaskToken": "Express state machine does not support '.waitForTaskToken' service integration ",
};

/** A rule for the Resource of a Task state: a known ARN, which machines of this type may call. */
export const taskResource = expectType("STRING", (value, location, scope) => {
  const resource = readResource(String(value));
  if (resource === undefined && scope.isTest && PLACEHOLDER_LAMBDA.test(String(value))) return;
  if (resource === undefined) {
    const reason = "The value is not a valid resource ARN, or the resource is not available in this region.";
    return reportSchemaError(scope, `The resource provided ${String(value)} is not recognized. ${reason}`, location);
  }
  if (scope.type !== "EXPRESS") return;
  if (resource.kind === "activity") {
    return reportSchemaError(scope, "Express state machine does not support Activity ARN", location);
  }
  const message = unsupportedByExpress[resource.pattern];
  if (message !== undefined) reportSchemaError(scope, message, location);
});
