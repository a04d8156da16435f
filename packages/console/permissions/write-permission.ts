import type { PermissionCheck } from "@sfn-websocket/local/trace/trace";

/** An entry of a route's option `permissions`. */
interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/**
 * The smallest statement that would allow a call, as a route's `permissions`, ready to paste; undefined where the option
 * cannot: the role is no workflow's, the statement is of a trust policy or has a condition, or a denial stands in the way.
 */
export function writePermission({ needed }: PermissionCheck, isWorkflow: boolean): string | undefined {
  const { Action: action, Resource: resource, Principal: principal, Condition: condition } = needed ?? {};
  if (!isWorkflow || principal !== undefined || condition !== undefined) return undefined;
  const [actions, resources] = [listTexts(action), listTexts(resource)];
  return actions.length === 0 || resources.length === 0 ? undefined : print({ actions, resources });
}

/** As TypeScript is written in `main.ts`. */
function print({ actions, resources }: Permission): string {
  return `permissions: [{ actions: ${JSON.stringify(actions)}, resources: ${JSON.stringify(resources)} }],`;
}

function listTexts(value: unknown): readonly string[] {
  return [value ?? []].flat().filter((item) => typeof item === "string");
}
