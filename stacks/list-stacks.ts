import type { BackendProps } from "./backend";
import { listEnvironments } from "./list-environments";
import { collectProblems } from "./collect-problems";
import { checkSharedNames } from "./check-shared-names";
import { type DeploymentSettings, readSettings, type SettingSources } from "./read-settings";
import { nameVariable } from "@sfn-websocket/constructs/options/setting";
import type { PatternProps } from "./stack-props";
import { requireNoProblems } from "@sfn-websocket/constructs/options/synthesis-error";

/** A stack to be synthesized. */
export interface ListedStack {
  readonly name: string;
  /** The name, with the environment and the region where there may be several. */
  readonly id: string;
  readonly props: PatternProps;
  /** The id of the stack that is deployed before: the one of the account's settings, if it is asked for. */
  readonly needs?: string;
}

/**
 * The stacks that the configuration asks for, in every environment and region that is chosen. Throws a SynthesisError
 * that lists what is wrong with the settings, and stacks that would share what only one can have, whether or not they
 * are chosen now.
 */
export function listStacks(sources: SettingSources): readonly ListedStack[] {
  const { environments, chosen } = listEnvironments(sources);
  const region = sources.environment[nameVariable("region")];
  const names = environments.map(({ environment }) => `environment '${environment}'`);
  const listed = collectProblems(names, (_, index) => {
    const { environment, context } = environments[index] ?? { environment: "", context: {} };
    const settings = readSettings({ ...sources, context });
    requireNoProblems(checkRegion(settings, region));
    return (settings.regions ?? [settings.region]).flatMap((each) =>
      listRegion({ ...settings, region: each }, environment),
    );
  });
  const stacks = listed.flat();
  requireNoProblems(checkSharedNames(stacks));
  return stacks.filter(
    ({ props }) => (chosen === undefined || props.environment === chosen) && (!region || props.region === region),
  );
}

function checkRegion({ regions }: DeploymentSettings, region: string | undefined): readonly string[] {
  if (!region || regions === undefined || regions.includes(region)) return [];
  return [`${nameVariable("region")}: is none of the regions, got '${region}'; use one of ${regions.join(", ")}`];
}

function listRegion(settings: DeploymentSettings, environment: string): readonly ListedStack[] {
  const { stacks, stackName, regions, backend, options, ...shared } = settings;
  const hasAccount = stacks.includes("api-gateway-account");
  const hasCloudWatchRole = options.hasCloudWatchRole === true || hasAccount;
  const suffix = [environment, regions === undefined ? "" : shared.region].filter((part) => part !== "");
  const identify = (name: string) => [name, ...suffix].join("-");
  return stacks.map((name) => {
    const id = identify(name);
    const own = { ...shared, ...options, hasCloudWatchRole, environment, stackName: stackName ?? name };
    const needs = hasAccount && name !== "api-gateway-account" ? { needs: identify("api-gateway-account") } : {};
    return { name, id, props: { ...own, backend: fillIn(backend, id) }, ...needs };
  });
}

/** The backend of one stack: `{stack}` stands for its id. */
function fillIn(backend: BackendProps, id: string): BackendProps {
  const fill = (text: string) => text.replaceAll("{stack}", id);
  if (backend.type === "s3" && backend.key !== undefined) return { ...backend, key: fill(backend.key) };
  if (backend.type !== "cloud" || !("name" in backend.workspaces)) return backend;
  return { ...backend, workspaces: { name: fill(backend.workspaces.name) } };
}
