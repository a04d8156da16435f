import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

/** Blocks of Terraform by type and id. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;

/** A synthesized stack, as far as a module can hold it. */
export interface Stack {
  readonly data: Blocks;
  readonly resources: Blocks;
  readonly outputs: Readonly<Record<string, JsonObject>>;
  /** Other parts that a module may have too: `locals`, `variable`, `moved`. */
  readonly others: JsonObject;
  /** Resources that are taken over when they are there already: a root's to say. */
  readonly imports: readonly JsonObject[];
  readonly providers: JsonObject;
  readonly region: string;
  readonly defaultTags: JsonObject;
  /** The other configurations of AWS's provider, which a root hands on; each has its `alias`. */
  readonly aliases: readonly JsonObject[];
  /** What the state's place is, of the root's too: `local`, `cloud`. */
  readonly backend?: string;
}

const KNOWN = ["//", "data", "import", "locals", "moved", "output", "provider", "resource", "terraform", "variable"];

/** The stack of Terraform JSON that cdktf wrote. @throws Error for what a module cannot hold, by its name */
export function readStack(configuration: JsonObject): Stack {
  const unknown = Object.keys(configuration).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined)
    throw new Error(`${unknown}: is nothing that a module is made of here; take it out of the stack`);
  const { terraform, import: imports, locals, variable, moved } = configuration;
  const { required_providers: providers, backend, cloud } = enter(terraform);
  return {
    data: readBlocks(configuration["data"]),
    resources: readBlocks(configuration["resource"]),
    outputs: readBlocks({ output: configuration["output"] ?? {} })["output"] ?? {},
    others: Object.fromEntries(
      Object.entries({ locals, moved, variable }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, withoutComments(value)]],
      ),
    ),
    imports: Array.isArray(imports) ? imports.filter(isJsonObject) : [],
    providers: enter(providers),
    ...readProvider(enter(configuration["provider"])),
    ...(backend !== undefined && { backend: Object.keys(enter(backend))[0] }),
    ...(cloud !== undefined && { backend: "cloud" }),
  };
}

/** The provider's region and tags, and its other configurations; a module leaves its providers to whoever calls it. */
function readProvider(providers: JsonObject): Pick<Stack, "region" | "defaultTags" | "aliases"> {
  const { aws, ...others } = providers;
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw new Error(
      `provider '${other}': is configured in the stack, where a module has none; configure it in its root`,
    );
  const [own, ...aliases] = Array.isArray(aws) ? aws : [aws ?? {}];
  const { region, default_tags: tags, ...rest } = enter(own);
  const [strange] = Object.keys(rest);
  if (strange !== undefined)
    throw new Error(
      `provider 'aws': says more than its region and tags, got '${strange}'; say it in the module's root`,
    );
  const [first] = Array.isArray(tags) ? tags : [tags ?? {}];
  return { region: String(region), defaultTags: enter(enter(first)["tags"]), aliases: aliases.map(enter) };
}

function readBlocks(value: Json | undefined): Blocks {
  return Object.fromEntries(
    Object.entries(enter(value)).map(([type, blocks]) => [
      type,
      Object.fromEntries(Object.entries(enter(blocks)).map(([id, block]) => [id, enter(withoutComments(block))])),
    ]),
  );
}

/** The value without what cdktf notes in it. */
function withoutComments(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutComments);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => (name === "//" ? [] : [[name, withoutComments(each)]])),
  );
}

export function enter(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The ids below the stack of a path's constructs; cdktf makes no part of a name of one that is called so. */
const listNames = (path: string): readonly string[] =>
  path
    .split("/")
    .slice(1)
    .filter((id) => id !== "Default");

/** The construct's path of each resource, below the stack: `WebSocketApi/order/Route`; by type and id. */
export function readPaths(configuration: JsonObject): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>();
  for (const [type, blocks] of Object.entries(enter(configuration["resource"]))) {
    for (const [id, block] of Object.entries(enter(blocks))) {
      const { path } = enter(enter(enter(block)["//"])["metadata"]);
      if (typeof path === "string") paths.set(`${type}.${id}`, listNames(path));
    }
  }
  return paths;
}
