import type { BackendProps } from "./backend";
import { listEnvironments } from "./list-environments";
import type { StackName } from "./parse-setting";
import { type DeploymentSettings, readSettings, type SettingSources } from "./read-settings";
import { SETTINGS } from "./settings";
import type { PatternProps } from "./stack-props";
import { refuseProblems } from "./synthesis-error";

/** A stack to be synthesized. */
export interface ListedStack {
  readonly name: StackName;
  /** The name, with the environment and the region where there may be several. */
  readonly id: string;
  readonly props: PatternProps;
}

/**
 * The stacks that the configuration asks for, in every environment and region that is chosen. Throws a SynthesisError
 * that lists what is wrong with the settings, and stacks that would share one state, whether or not they are chosen now.
 */
export function listStacks(sources: SettingSources): readonly ListedStack[] {
  const { environments, chosen } = listEnvironments(sources);
  const region = sources.environment[SETTINGS.region.variable];
  const stacks = environments.flatMap(({ environment, context }) => {
    const settings = readSettings({ ...sources, context });
    refuseProblems(checkRegion(settings, region));
    return (settings.regions ?? [settings.region]).flatMap((each) =>
      listRegion({ ...settings, region: each }, environment),
    );
  });
  refuseProblems(listSharedStates(stacks));
  return stacks.filter(
    ({ props }) => (chosen === undefined || props.environment === chosen) && (!region || props.region === region),
  );
}

function checkRegion({ regions }: DeploymentSettings, region: string | undefined): readonly string[] {
  if (!region || regions === undefined || regions.includes(region)) return [];
  return [`${SETTINGS.region.variable}: is none of the regions, got '${region}'; use one of ${regions.join(", ")}`];
}

function listRegion(settings: DeploymentSettings, environment: string): readonly ListedStack[] {
  const { stacks, regions, backend, options, ...shared } = settings;
  const hasCloudWatchRole = options.hasCloudWatchRole === true || stacks.includes("api-gateway-account");
  return stacks.map((name) => {
    const parts = [name, environment, regions === undefined ? "" : shared.region];
    const id = parts.filter((part) => part !== "").join("-");
    const own = { ...shared, ...options, hasCloudWatchRole, environment, stackName: name };
    return { name, id, props: { ...own, backend: fillIn(backend, id) } };
  });
}

/** The backend of one stack: `{stack}` stands for its id. */
function fillIn(backend: BackendProps, id: string): BackendProps {
  const fill = (text: string) => text.replaceAll("{stack}", id);
  if (backend.type === "s3" && backend.key !== undefined) return { ...backend, key: fill(backend.key) };
  if (backend.type !== "cloud" || !("name" in backend.workspaces)) return backend;
  return { ...backend, workspaces: { name: fill(backend.workspaces.name) } };
}

/** Where a state lives and the setting that says so; undefined where each stack has a place of its own anyway. */
function findPlace(
  backend: BackendProps | undefined,
): { readonly setting: string; readonly place: string } | undefined {
  if (backend === undefined || backend.type === "local") return undefined;
  if (backend.type === "s3") {
    return backend.key === undefined ? undefined : { setting: "s3Key", place: `${backend.bucket}/${backend.key}` };
  }
  const { hostname = "app.terraform.io", organization, workspaces } = backend;
  const setting = "name" in workspaces ? "cloudWorkspace" : "cloudWorkspaceTags";
  const workspace = "name" in workspaces ? workspaces.name : workspaces.tags.join(",");
  return { setting, place: `${hostname}/${organization}/${workspace}` };
}

/** Two stacks with one state destroy each other's resources. */
function listSharedStates(stacks: readonly ListedStack[]): readonly string[] {
  const owners = new Map<string, string>();
  return stacks.flatMap(({ id, props }) => {
    const found = findPlace(props.backend);
    if (found === undefined) return [];
    const { setting, place } = found;
    const owner = owners.get(place);
    owners.set(place, owner ?? id);
    if (owner === undefined) return [];
    const advice =
      setting === "cloudWorkspaceTags" ? "use cloudWorkspace with '{stack}' in it" : "put '{stack}' into it";
    return [`${setting}: two stacks would share one state, got '${place}' for '${owner}' and '${id}'; ${advice}`];
  });
}
