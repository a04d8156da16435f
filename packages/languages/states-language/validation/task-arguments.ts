import { isJsonObject } from "../../json";
import { prepareArguments } from "../calls/api-arguments";
import { readResource } from "./resource-rule";
import { reportSchemaError, type Rule } from "./rule";

/**
 * A rule for Task states: an integration is given arguments, and its API takes them, as far as they are written in the
 * definition. What a path or an expression gives is not known; neither is what is not in api-requests.ts.
 *
 * *Recorded*, with validate-state-machine-definition: that arguments are there, that those of the optimized integrations
 * which the model requires are (badmintoncryer/cdk-preflight, September 2026); what is required of the SDK's, unknown
 * members, the texts for types, null, that members which are required within others are not looked at, and that where one
 * is missing nothing else is (radkawar/stackd, in us-west-2, September 2026); unknown members of optimized integrations
 * (aws/aws-step-functions-data-science-sdk-python #200); types of them, when they run (aws/aws-cdk #9181); that an unknown
 * member which is a path is taken (a lambda:invoke with `TaskToken.$`); the location in JSONata (radkawar/stackd, of
 * ecs:runTask.sync). *Assumed*: that in JSONata the rest is as in JSONPath, and which names are near: AWS has another
 * measure, by which `Bucket` is meant by `Bogus`. `2.0` counts as an integer.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-parameters.html
 */
export const taskArguments: Rule = (value, location, scope) => {
  const arn = isJsonObject(value) ? value["Resource"] : undefined;
  if (!isJsonObject(value) || typeof arn !== "string" || readResource(arn)?.kind !== "integration") return;
  const [field, other] =
    scope.language === "JSONata" ? (["Arguments", "Parameters"] as const) : (["Parameters", "Arguments"] as const);
  if (!Object.hasOwn(value, field)) {
    if (Object.hasOwn(value, other)) return;
    return reportSchemaError(scope, `${field} field is required for resource ARN: ${arn}`, `${location}/Resource`);
  }
  const problems = prepareArguments(arn, scope.language)?.(value[field] ?? null) ?? [];
  for (const message of problems) reportSchemaError(scope, message, `${location}/${field}`);
};
