/** The resources and data sources of a configuration, and what of it rests on what; addresses are without keys. */
export interface ConfigurationGraph {
  readonly addresses: readonly string[];
  /** What rests on an address directly: resources, and values between them. */
  readonly dependents: ReadonlyMap<string, readonly string[]>;
}

const EDGE = /^\s*"([^\n]*)" -> "([^\n]*)";?$/gm;
const NODE = /^\s*"([^\n]*)" \[label/gm;
/** Of a resource or a data source, in any module; what else a graph has are values, providers and ends of modules. */
const RESOURCE = /^(?:module\.[\w-]+\.)*(?:data\.)?(?!module\.|var\.|local\.|output\.|data\.)[\w-]+\.[\w-]+$/;
const MANAGED = /^(?:module\.[\w-]+\.)*(?!data\.)[\w-]+\.[\w-]+$/;

/** Older Terraform and OpenTofu write `[root] aws_iam_role.a (expand)`. */
const clean = (name: string): string => name.replace(/^\[root\] /, "").replace(/ \(expand\)$/, "");

/** Reads what `terraform graph` prints. @see https://developer.hashicorp.com/terraform/cli/commands/graph documented; *recorded* with Terraform 1.11.4 */
export function readGraph(text: string): ConfigurationGraph {
  const dependents = new Map<string, string[]>();
  const names = new Set([...text.matchAll(NODE)].map(([, name = ""]) => clean(name)));
  for (const [, from = "", to = ""] of text.matchAll(EDGE)) {
    const [dependent, rested] = [clean(from), clean(to)];
    names.add(dependent).add(rested);
    const known = dependents.get(rested);
    if (known === undefined) dependents.set(rested, [dependent]);
    else known.push(dependent);
  }
  return { addresses: [...names].filter((name) => RESOURCE.test(name)).sort(), dependents };
}

/** The address of a resource in the configuration: that of an instance without its keys. */
export const dropKeys = (address: string): string => address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, "");

/** What of a configuration is made, and what is left out, each sorted. */
export interface Choice {
  readonly targets: readonly string[];
  readonly leftOut: readonly string[];
}

/** Leaves out some addresses of a configuration, and all that rests on them. */
export function chooseTargets({ addresses, dependents }: ConfigurationGraph, unknown: Iterable<string>): Choice {
  const out = new Set<string>();
  const waiting = [...unknown];
  for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
    if (out.has(address)) continue;
    out.add(address);
    waiting.push(...(dependents.get(address) ?? []));
  }
  return {
    targets: addresses.filter((address) => MANAGED.test(address) && !out.has(address)),
    leftOut: addresses.filter((address) => out.has(address)),
  };
}
