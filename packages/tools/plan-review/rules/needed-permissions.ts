import { matchesWildcards } from "../action-pattern";
import type { ResourceChange } from "../plan";
import { listPolicies } from "../policy-sources";
import type { ReviewedPlan } from "../review";
import { readText } from "../values";
import { listStateChanges } from "../workflow-changes";
import { type FindInPlan, type Found } from "./rule";

/**
 * The actions that the role of a workflow needs for what its tasks call, by the task's resource without its pattern.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html documented
 */
const NEEDED: Readonly<Record<string, string>> = {
  "dynamodb:deleteItem": "dynamodb:DeleteItem",
  "dynamodb:getItem": "dynamodb:GetItem",
  "dynamodb:putItem": "dynamodb:PutItem",
  "dynamodb:updateItem": "dynamodb:UpdateItem",
  "events:putEvents": "events:PutEvents",
  "http:invoke": "states:InvokeHTTPEndpoint",
  "lambda:invoke": "lambda:InvokeFunction",
  "sns:publish": "sns:Publish",
  "sqs:sendMessage": "sqs:SendMessage",
  "states:startExecution": "states:StartExecution",
};

/** Finds the tasks that a changed workflow gains, and that no policy of its role allows. */
export const findMissingPermissions: FindInPlan = (plan) =>
  plan.workflows.flatMap(({ change, machine }): Found[] => {
    const granted = change.action === "update" && machine ? listGranted(change, plan) : undefined;
    if (!granted || !machine) return [];
    return listStateChanges(machine).flatMap(({ calls = "", path, mark }) => {
      const [resource = ""] = calls.split(" ");
      const action = mark === "removed" ? undefined : NEEDED[resource.replace(/\.\w+(?::\d+)?$/, "")];
      const isAllowed = action === undefined || granted.some((pattern) => matchesWildcards(pattern, action));
      return isAllowed ? [] : [{ change, after: `${path.join(" > ")} needs ${action}` }];
    });
  });

/** All actions that the role will allow; undefined where the plan does not show all its policies. */
function listGranted(workflow: ResourceChange, { find, changes }: ReviewedPlan): readonly string[] | undefined {
  const role = find.referred({ change: workflow, attribute: "role_arn", types: ["aws_iam_role"] });
  if (!role || readText(role.after, "name") === undefined) return undefined;
  const policies = listPolicies(changes, find).filter(({ key }) => key === `${role.address} identity`);
  if (policies.some(({ after }) => after.opaque !== undefined)) return undefined;
  const statements = policies.flatMap(({ after }) => after.statements);
  const actions = statements.filter(({ effect }) => effect === "Allow").flatMap((statement) => statement.actions);
  // What is allowed by an attached policy, or by NotAction, is not listed here.
  const isOpen = actions.some((action) => action.startsWith("everything in ") || action.startsWith("!"));
  return policies.length === 0 || isOpen ? undefined : actions;
}
