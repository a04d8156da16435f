import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { findJson, isJsonObject, type Json } from "@sfn-websocket/languages/json";
import { suggestName } from "@sfn-websocket/languages/nearest-name";
import { listFolder, requireFile } from "@sfn-websocket/run/require-file";
import { listOutputFolders, localize, type OutputFolder } from "./local-deployments";
import { requireUrl } from "./options";
import { type Endpoint, readEndpoints } from "./read-endpoints";

/** Where to look for an address. */
export interface AddressSearch {
  /** A file of outputs: then nothing else is looked at. */
  readonly outputs?: string;
  /** The stack whose address counts: its id, or what its state file is named after. @default the only one */
  readonly stack?: string;
  /** The output whose address counts. @default the only one */
  readonly outputName?: string;
  /** The project's folder. */
  readonly folder: string;
  /** Returns what `terraform output -json` prints in a folder, or why it prints nothing. */
  readonly printOutputs: (folder: string) => PrintedOutputs;
}

export type PrintedOutputs = { readonly text: string } | { readonly failure: string };

const OUTPUTS = "what 'npx cdktf deploy --outputs-file' wrote";
const STATE = /^terraform\.(.+)\.tfstate$/;

/**
 * The address that a stack was deployed to: from the file of outputs, else from the state files of the folder, else from
 * Terraform, which reads remote state.
 *
 * @throws Error that says what to do, where there is none or several.
 */
export function requireAddress(search: AddressSearch): Endpoint {
  const { outputs, folder } = search;
  const failures: string[] = [];
  const found = outputs !== undefined ? readFile(outputs, basename(outputs)) : readStates(folder);
  const endpoints = found.length > 0 || outputs !== undefined ? found : askTerraform(search, failures);
  const endpoint = choose(endpoints, search, failures);
  return { ...endpoint, url: requireUrl(`${endpoint.name} of ${endpoint.from}`, endpoint.url) };
}

function readFile(file: string, stack: string): readonly Endpoint[] {
  return readEndpoints(requireFile(file, OUTPUTS), { from: file, stack });
}

/**
 * cdktf keeps local state in one file a stack, whose name holds more than the stack's id; what was synthesized tells which
 * is whose. A stack that was destroyed has no outputs there. One that was deployed to this machine is called by it, and as
 * its state file is: AWS may have it too.
 */
function readStates(folder: string): readonly Endpoint[] {
  const owners = new Map(listOutputFolders(folder).flatMap(listStateFiles));
  return listFolder(folder)
    .filter((file) => STATE.test(file))
    .flatMap((file) => {
      const { stack, endpoint, output } = owners.get(file) ?? {};
      const source = { from: file, stack: endpoint === undefined && stack !== undefined ? stack : nameState(file) };
      return readEndpoints(requireFile(join(folder, file), "a state"), source).map(({ url, ...found }) => ({
        ...found,
        url: endpoint === undefined ? url : localize(url, endpoint),
        ...(output !== undefined && { output }),
      }));
    });
}

/** The state files of an output folder's stacks, and whose they are. */
function listStateFiles({ path, endpoint }: OutputFolder) {
  return listStacks(path).map(
    (stack) => [findStateFile(join(path, "stacks", stack)), { stack, endpoint, output: path }] as const,
  );
}

const nameState = (file: string): string => STATE.exec(file)?.[1] ?? file;

/** The ids of the stacks that were synthesized into an output folder. */
function listStacks(output: string): readonly string[] {
  return listFolder(join(output, "stacks"));
}

/** The name of the file that keeps a stack's state, undefined where it is kept elsewhere. */
function findStateFile(directory: string): string | undefined {
  const file = join(directory, "cdk.tf.json");
  const member = (value: Json | undefined, name: string) => (isJsonObject(value) ? value[name] : undefined);
  const configuration = existsSync(file) ? findJson(readFileSync(file, "utf8")) : undefined;
  const path = ["terraform", "backend", "local", "path"].reduce(member, configuration);
  return typeof path === "string" ? basename(path) : undefined;
}

function askTerraform({ folder, printOutputs }: AddressSearch, failures: string[]): readonly Endpoint[] {
  return listStacks(join(folder, "cdktf.out")).flatMap((stack) => {
    const from = `terraform output of ${stack}`;
    const printed = printOutputs(join(folder, "cdktf.out", "stacks", stack));
    if ("text" in printed) return readEndpoints(printed.text, { from, stack });
    failures.push(`${from}: ${printed.failure}`);
    return [];
  });
}

function choose(endpoints: readonly Endpoint[], search: AddressSearch, failures: readonly string[]): Endpoint {
  const [first] = endpoints;
  if (first === undefined) throw new Error([describeSearch(search), ...failures].join("\n  "));
  const ofStack = narrow(endpoints, "--stack", {
    chosen: search.stack,
    listNames: ({ stack, from }) => [stack, nameState(from)],
  });
  const [found = first] = narrow(ofStack, "--output-name", {
    chosen: search.outputName,
    listNames: ({ name }) => [name],
  });
  return found;
}

interface Choice {
  readonly chosen: string | undefined;
  /** What one may be called by; it is told by the first. */
  readonly listNames: (endpoint: Endpoint) => readonly [string, ...string[]];
}

/** Those of the name that an option gives; all of them where it gives none and they have one name. */
function narrow(endpoints: readonly Endpoint[], option: string, { chosen, listNames }: Choice): readonly Endpoint[] {
  const listFirst = (all: readonly Endpoint[]) => [...new Set(all.map((endpoint) => listNames(endpoint)[0]))];
  const found = chosen === undefined ? endpoints : endpoints.filter((each) => listNames(each).includes(chosen));
  const names = listFirst(found);
  if (names.length > 1)
    throw new Error(
      `${option}: several have an address, got ${names.join(", ")}; name one, e.g. ${option} ${names[0]}`,
    );
  if (chosen === undefined || names.length > 0) return found;
  const others = listFirst(endpoints);
  const advice = suggestName(chosen, others, `use ${others.length > 1 ? "one of " : ""}${others.join(", ")}`);
  throw new Error(`${option}: has no address, got '${chosen}'; ${advice}`);
}

function describeSearch({ outputs }: AddressSearch): string {
  const where = outputs ?? "terraform.*.tfstate and cdktf.out/stacks";
  const fix = "deploy with 'npx cdktf deploy', or give a URL, e.g. ws://127.0.0.1:4566/api of 'npm start'";
  return `URL: no output ApiEndpoint, and none that is a wss:// URL, got none in ${where}; ${fix}`;
}
