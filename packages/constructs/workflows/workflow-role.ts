import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import type { DerivedStatements } from "@sfn-websocket/languages/states-language/permissions/derive-statements";
import { completeSubstitutions } from "../options/definition-substitutions";
import { noteGivenRole } from "../roles/note-given-role";
import {
  allowCalls,
  allowLogDelivery,
  allowLogDeliveryKey,
  allowStateMachineKey,
  allowTasks,
  allowTracing,
  type PolicyStatement,
  trustStepFunctions,
  writePolicy,
} from "../roles/policy-statements";
import { createRole } from "../roles/role";
import { resolveTexts } from "../names/resolve-texts";
import { derivePermissions } from "../roles/workflow-permissions";
import type { WorkflowStateMachineProps } from "./workflow-state-machine-props";

/** Whom a workflow runs as. */
export interface WorkflowRole {
  readonly roleArn: string;
  /** None of a role that is there already. */
  readonly policies: readonly IamRolePolicy[];
  /** Whether the workflow's states call an API by API Gateway's own host, as its definition says. */
  readonly callsApi: boolean;
}

/** The names of a role's policies, by their construct. */
const POLICY_NAMES = {
  RolePolicy: "observability",
  KeyPolicy: "encryption",
  TaskPolicy: "tasks",
  CallPolicy: "calls",
} as const;

type Statements = Readonly<Record<keyof typeof POLICY_NAMES, readonly PolicyStatement[]>>;

/** The role of a workflow, with its policies; or one that is there already, with a note of what it must allow. */
export function createWorkflowRole(
  scope: Construct,
  stateMachineArn: string,
  props: WorkflowStateMachineProps,
): WorkflowRole {
  const { environment, location, name, roleArn, delivery } = props;
  const calls = deriveCalls(scope, stateMachineArn, props);
  const statements = listStatements(stateMachineArn, props, calls);
  const callsApi = calls.statements.some(({ actions }) => actions.some((action) => action.startsWith("execute-api:")));
  if (roleArn !== undefined) {
    const service = "states.amazonaws.com";
    const open = calls.problems.map((problem) => problem.replace(/; grant it by .*$/, ""));
    const needed = Object.values(statements).flat();
    noteGivenRole(scope, { option: "workflowRoleArn", roleArn, service, statements: needed, open });
    return { roleArn, policies: [], callsApi };
  }
  const { account } = location;
  const trust = trustStepFunctions({ account, stateMachineArn, isQualified: delivery !== undefined });
  const role = createRole(scope, "Role", { environment, name: `${name}-workflow`, trust });
  return { roleArn: role.arn, policies: createPolicies(scope, role, statements), callsApi };
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html documented: of all inline policies of a role, without white space */
const LONGEST_POLICIES = 10_240;

function createPolicies(scope: Construct, role: IamRole, statements: Statements): readonly IamRolePolicy[] {
  const ids = (Object.keys(POLICY_NAMES) as (keyof Statements)[]).filter((id) => statements[id].length > 0);
  const written = ids.map((id) => ({ id, policy: writePolicy(...statements[id]) }));
  role.node.addValidation({
    validate: () => [
      ...checkLength(
        role,
        written.map(({ policy }) => policy),
      ),
    ],
  });
  return written.map(
    ({ id, policy }) => new IamRolePolicy(scope, id, { name: POLICY_NAMES[id], role: role.name, policy }),
  );
}

/** What Terraform fills in is not counted: nobody knows how long it is. */
function checkLength(role: IamRole, policies: readonly string[]): readonly string[] {
  const known = resolveTexts(role)(policies.join("")).replaceAll(/\$\{[^}]*\}|\s/g, "");
  if (known.length <= LONGEST_POLICIES) return [];
  const way = "let permissions name them by patterns, in place of one by one";
  return [
    `role '${role.nameInput}': its policies are too long, got ${known.length} characters, and IAM takes ${LONGEST_POLICIES}; ${way}`,
  ];
}

function listStatements(
  stateMachineArn: string,
  { location, permissions, kmsKeyArn, logLevel }: WorkflowStateMachineProps,
  calls: DerivedStatements,
): Statements {
  const logs = logLevel !== "OFF";
  const logKey = logs && kmsKeyArn !== undefined ? [allowLogDeliveryKey(kmsKeyArn, location)] : [];
  return {
    RolePolicy: [allowTracing, ...(logs ? [allowLogDelivery] : [])],
    KeyPolicy: kmsKeyArn === undefined ? [] : [allowStateMachineKey({ kmsKeyArn, stateMachineArn }), ...logKey],
    TaskPolicy: permissions.map(allowTasks),
    CallPolicy: calls.statements.map(allowCalls),
  };
}

/** What the definition's states call and `permissions` do not speak of. */
function deriveCalls(scope: Construct, stateMachineArn: string, props: WorkflowStateMachineProps): DerivedStatements {
  const { definition, location, permissions } = props;
  const { partition, region, account } = location;
  const resolve = resolveTexts(scope);
  return derivePermissions({
    definition,
    substitutions: completeSubstitutions(props.substitutions ?? {}, location),
    permissions,
    place: {
      partition: resolve(partition),
      region,
      account: resolve(account),
      stateMachineArn: resolve(stateMachineArn),
    },
    resolve,
  });
}
