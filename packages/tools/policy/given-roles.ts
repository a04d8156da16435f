import { type JsonObject, readOwn } from "@sfn-websocket/languages/json";
import { listNeeded } from "@sfn-websocket/languages/states-language/permissions/call-reasons";
import type { StackJson } from "./list-grants";
import { listResources, readReferences, type Resource } from "./resolve-references";

/** What uses a role by its ARN, by Terraform's type of it: the attribute that names the role, and which actions it needs. */
const USERS: Readonly<Record<string, RoleUser>> = {
  aws_sfn_state_machine: { role: "role_arn", listActions: listMachineActions },
  aws_apigatewayv2_integration: { role: "credentials_arn", listActions: listIntegrationActions },
};

interface RoleUser {
  readonly role: string;
  readonly listActions: (attributes: JsonObject) => readonly string[];
}

/**
 * The roles that a state machine or an integration names and no stack makes, a line for each with the actions that it must
 * allow. On which resources, synthesis notes.
 */
export function listGivenRoles(stacks: readonly StackJson[]): readonly string[] {
  return stacks.flatMap(({ stack, terraform }) => {
    const resources = listResources(terraform);
    const references = readReferences(resources);
    const needed = new Map<string, Set<string>>();
    for (const { arn, actions } of resources.flatMap(readUse)) {
      if (references.find(arn) === undefined) needed.set(arn, new Set([...(needed.get(arn) ?? []), ...actions]));
    }
    return [...needed].map(([arn, actions]) => {
      const calls =
        actions.size === 0 ? "what synthesis notes" : `${[...actions].join(", ")}, and what synthesis notes beside`;
      return `stack '${stack}': the role is none of the stack's, got '${references.show(arn)}'; it must allow ${calls}`;
    });
  });
}

function readUse({
  type,
  attributes,
}: Resource): readonly { readonly arn: string; readonly actions: readonly string[] }[] {
  const user = readOwn(USERS, type);
  const arn = user && attributes[user.role];
  return user && typeof arn === "string" ? [{ arn, actions: user.listActions(attributes) }] : [];
}

/** What the definition calls; tracing and logging have no resources to name, and are noted at synthesis. */
function listMachineActions(attributes: JsonObject): readonly string[] {
  return listNeeded(attributes["definition"]).map(({ action }) => action);
}

/** The action that an integration's URI names. */
function listIntegrationActions({ integration_uri: uri }: JsonObject): readonly string[] {
  const [, service = "", kind, name] = /:apigateway:[^:]+:(\w+):(action|path)\/([^/]+)/.exec(String(uri)) ?? [];
  if (kind === "action") return [`${service}:${name}`];
  return Object.hasOwn(PATHS, service) ? [PATHS[service] ?? ""] : [];
}

/** What is called by a path. */
const PATHS: Readonly<Record<string, string>> = { lambda: "lambda:InvokeFunction", sqs: "sqs:SendMessage" };
