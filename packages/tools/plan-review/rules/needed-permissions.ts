import {
  listNeededActions,
  type NeededAction,
} from "@sfn-websocket/languages/states-language/permissions/derive-statements";
import type { ResourceChange } from "../plan";
import { listPolicies } from "../policy-sources";
import type { ReviewedPlan } from "../reviewed-plan";
import { readText, readValue, type ValueObject } from "../values";
import { matchesAction } from "../weigh-statement";
import { readDefinition } from "../workflow-changes";
import { type FindInPlan, type Found } from "./rule";

/** Actions are asked for, not the resources that they are on: where the workflow runs is of no consequence. */
const PLACE = {
  partition: "aws",
  region: "us-east-1",
  account: "123456789012",
  stateMachineArn: "arn:aws:states:us-east-1:123456789012:stateMachine:it",
};

/** Finds what a changed workflow needs by now, and no policy of its role allows. */
export const findMissingPermissions: FindInPlan = (plan) =>
  plan.workflows.flatMap(({ change, machine }): Found[] => {
    const granted = change.action === "update" && machine ? listGranted(change, plan) : undefined;
    if (!granted) return [];
    const before = listNeeds(change.before).map(identify);
    const missing = listNeeds(change.after)
      .filter((need) => !before.includes(identify(need)))
      .filter(({ action }) => !granted.some((pattern) => matchesAction(pattern, action)));
    return [...new Set(missing.map(({ location }) => location))].map((location) => {
      const actions = missing.filter((need) => need.location === location).map(({ action }) => action);
      return { change, after: `${describePath(location)} needs ${actions.join(", ")}` };
    });
  });

/** What the states of a side's definition need, those within Map and Parallel states too. */
function listNeeds(side: ValueObject | undefined): readonly NeededAction[] {
  const definition = readDefinition(readValue(side, "definition"));
  return typeof definition === "object" ? listNeededActions(definition, PLACE) : [];
}

const identify = ({ location, action }: NeededAction): string => `${location} ${action}`;

/** `Each > Charge` for `/States/Each/ItemProcessor/States/Charge`. */
function describePath(location: string): string {
  const [, ...names] = location.split("/States/");
  return names.map((name) => name.replace(/\/(?:ItemProcessor|Iterator|Branches\[\d+\])$/, "")).join(" > ");
}

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
