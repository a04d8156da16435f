import type { ListedStack } from "./list-stacks";
import { nameEnvironment } from "@sfn-websocket/constructs/names/resource-name";

/** Something that only one stack can have: what it is called, its value, and how to tell the stacks apart. */
interface Unique {
  readonly where: string;
  readonly what: string;
  readonly value: string;
  readonly advice: string;
}

/** A problem for each thing that two stacks would share: names, a state, a domain. */
export function checkSharedNames(stacks: readonly ListedStack[]): readonly string[] {
  const owners = new Map<string, string>();
  return stacks.flatMap((stack) =>
    listUnique(stack).flatMap(({ where, what, value, advice }) => {
      const key = `${what} ${value}`;
      const owner = owners.get(key);
      owners.set(key, owner ?? stack.id);
      if (owner === undefined) return [];
      return [`${where}: two stacks would share ${what}, got '${value}' for '${owner}' and '${stack.id}'; ${advice}`];
    }),
  );
}

function listUnique(stack: ListedStack): readonly Unique[] {
  const { id, props } = stack;
  const names = { where: "environments", advice: "rename an environment, or its resourcePrefix" };
  const isNamed = props.stackName !== undefined && props.stackName !== stack.name;
  const own = { where: "stackName", advice: "set it where one stack is chosen, or give each its own in main.ts" };
  return [
    { ...names, what: "one id", value: id },
    { ...(isNamed ? own : names), what: "all names", value: nameStack(stack) },
    ...listStates(props.backend),
    ...listDomains(props),
  ];
}

function nameStack({ name, props }: ListedStack): string {
  const { region = "", stackName = name, stageName = "", resourcePrefix, workspace, environment } = props;
  const stage = name === "api-gateway-account" ? "" : stageName;
  return nameEnvironment({ prefix: resourcePrefix, workspace, environment, stack: stackName, stage, region });
}

/** Two stacks with one state destroy each other's resources; a state whose place is not said is named as resources are. */
function listStates(backend: ListedStack["props"]["backend"]): readonly Unique[] {
  const what = "one state";
  if (backend === undefined || backend.type === "local") return [];
  if (backend.type === "s3") {
    const { bucket, key } = backend;
    return key === undefined
      ? []
      : [{ where: "s3Key", what, value: `${bucket}/${key}`, advice: "put '{stack}' into it" }];
  }
  const { hostname = "app.terraform.io", organization, workspaces } = backend;
  const place = `${hostname}/${organization}`;
  if ("name" in workspaces) {
    return [{ where: "cloudWorkspace", what, value: `${place}/${workspaces.name}`, advice: "put '{stack}' into it" }];
  }
  const advice = "use cloudWorkspace with '{stack}' in it";
  return [{ where: "cloudWorkspaceTags", what, value: `${place}/${workspaces.tags.join(",")}`, advice }];
}

/** Regions may share a domain, whose record is somebody else's then. */
function listDomains({ customDomain, region = "" }: ListedStack["props"]): readonly Unique[] {
  if (customDomain === undefined) return [];
  const { domainName, hostedZoneId } = customDomain;
  const value = hostedZoneId === undefined ? `${domainName} in ${region}` : domainName;
  return [{ where: "domainName", what: "one domain", value, advice: "set it in one environment, for one stack" }];
}
