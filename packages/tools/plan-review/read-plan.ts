import { isJsonObject, type Json, listObjects } from "@sfn-websocket/languages/json";
import { concealText, type Secrets } from "./conceal-values";
import type { FailedCheck, Plan, ResourceChange } from "./plan";
import { listChangeSecrets, listPlanned, readChange } from "./read-change";
import { readReferences } from "./read-references";
import { requirePlan } from "./refuse-input";
import { readText } from "./values";

/** Where a plan comes from: what errors call it, and the stack it is of. */
export interface PlanSource {
  readonly where: string;
  readonly stack: string;
}

/**
 * The plan that `terraform show -json` printed.
 *
 * @throws Error for other JSON, and for a format that is not known.
 * @see https://developer.hashicorp.com/terraform/internals/json-format documented
 */
export function readPlan({ where, stack }: PlanSource, json: Json): Plan {
  const plan = requirePlan(where, json);
  const planned = listPlanned(where, plan["resource_changes"]);
  const drifted = listPlanned(where, plan["resource_drift"]);
  const secrets = [...new Set([...planned, ...drifted].flatMap(listChangeSecrets))];
  const references = readReferences(plan["configuration"]);
  const region = readRegion(plan["configuration"]);
  const drift = drifted.map((change) => readChange(change, references, secrets));
  const previousRegion = findRegion(drift);
  return {
    stack,
    source: "plan",
    errored: plan["errored"] === true,
    incomplete: plan["complete"] === false,
    ...(region !== undefined && { region }),
    ...(previousRegion !== undefined && { previousRegion }),
    changes: planned.map((change) => readChange(change, references, secrets)),
    drift,
    checks: readChecks(plan["checks"], secrets),
  };
}

function readRegion(configuration: Json | undefined): string | undefined {
  const region = descend(configuration, "provider_config", "aws", "expressions", "region", "constant_value");
  return typeof region === "string" ? region : undefined;
}

/** What stands in the stack's own region; a certificate of CloudFront, say, has a provider of its own. */
const REGIONAL = ["aws_apigatewayv2_api", "aws_dynamodb_table", "aws_sfn_state_machine"];

/** The region of what Terraform does not find any more. */
function findRegion(drift: readonly ResourceChange[]): string | undefined {
  const gone = drift.filter(({ action, type }) => action === "destroy" && REGIONAL.includes(type));
  return gone.map(({ before }) => readText(before, "arn")?.split(":")[3]).find((region) => region);
}

function readChecks(checks: Json | undefined, secrets: Secrets): FailedCheck[] {
  return listObjects(checks).flatMap((check) => {
    const { status } = check;
    if (status !== "fail" && status !== "error") return [];
    const address = descend(check, "address", "to_display");
    const problems = listObjects(check["instances"])
      .flatMap((instance) => listObjects(instance["problems"]))
      .map(({ message }) => concealText(String(message), secrets));
    return [{ address: concealText(String(address ?? "check"), secrets), status, problems }];
  });
}

function descend(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, name) => (isJsonObject(inner) ? inner[name] : undefined), value);
}
