import { isJsonObject, type Json, type JsonObject, listObjects, objectOf } from "@sfn-websocket/languages/json";

/** A resource that a state holds. */
interface StateResource {
  readonly type: string;
  /** Unlike every other of the type in the state. */
  readonly name: string;
  readonly values: JsonObject;
}

/** The account of this machine. */
const ACCOUNT_ID = "123456789012";
/** The fewest characters of an id that AWS made up, which are no word of anything else. */
const SHORTEST_ID = 6;
/** What this machine makes anew: keys that open the real API, and what only AWS knows. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  aws_api_gateway_api_key: ["value"],
  aws_apigatewayv2_api: ["api_endpoint", "execution_arn"],
  aws_apigatewayv2_stage: ["execution_arn", "invoke_url"],
  aws_iam_role: ["inline_policy", "managed_policy_arns", "unique_id", "create_date"],
};
const ALWAYS_LEFT_OUT = ["id", "arn", "tags_all", "timeouts"];

/** Whether JSON is a state: what `terraform show -json` prints of one, or the file itself. */
export function isState(json: Json): json is JsonObject {
  if (!isJsonObject(json) || "planned_values" in json) return false;
  return ("terraform_version" in json && ("values" in json || "resources" in json)) || isEmptyState(json);
}

const isEmptyState = (json: JsonObject): boolean => "format_version" in json && Object.keys(json).length === 1;

/**
 * The configuration of which a state is: each resource with the values that it has, and a reference wherever one has the id
 * of another, which is made anew here. Accounts are this machine's; AWS's keys of clients are left out.
 *
 * @throws Error for a state that holds nothing.
 * @see https://developer.hashicorp.com/terraform/internals/json-format documented, the state's representation
 */
export function readState(state: JsonObject, file: string): JsonObject {
  const resources = listResources(state);
  if (resources.length === 0)
    throw new Error(`${file}: is a state without resources, got none; apply its configuration first`);
  const rename = createRename(resources);
  const regions = readRegions(resources);
  const [region = "us-east-1"] = mostFrequent([...regions.values()]);
  const entries = resources.map((resource) => {
    const own = regions.get(resource) ?? region;
    const values = keepConfigured(resource);
    return [resource, { ...(rename(values, resource) as JsonObject), ...(own !== region && { region: own }) }] as const;
  });
  const types = new Map<string, JsonObject>();
  for (const [{ type, name }, body] of entries) types.set(type, { ...types.get(type), [name]: body });
  return { provider: { aws: [{ region }] }, resource: Object.fromEntries(types) };
}

function listResources(state: JsonObject): readonly StateResource[] {
  const values = state["values"];
  if (isJsonObject(values)) return listModule(values["root_module"]);
  return listObjects(state["resources"])
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ module = "", type, name, instances }) =>
      listObjects(instances).map(({ index_key: index, attributes }) => ({
        type: textOf(type),
        name: nameAll([module, name, index]),
        values: objectOf(attributes),
      })),
    );
}

function listModule(module: Json | undefined): readonly StateResource[] {
  if (!isJsonObject(module)) return [];
  const own = listObjects(module["resources"])
    .filter(({ mode }) => mode === "managed")
    .map(({ type, name, index, values }) => ({
      type: textOf(type),
      name: nameAll([module["address"], name, index]),
      values: objectOf(values),
    }));
  return [...own, ...listObjects(module["child_modules"]).flatMap(listModule)];
}

/** A name, a number or an index; what cannot be one has no text. */
const textOf = (value: Json | undefined): string =>
  value === undefined || value === null || typeof value === "object" ? "" : String(value);

/** One name of a module's address, a resource's name and its index; no two of them give the same. */
const nameAll = (parts: readonly (Json | undefined)[]): string =>
  parts
    .filter((part) => part !== undefined && part !== null && part !== "")
    .map((part) => textOf(part).replaceAll(/[^\w-]/g, (other) => `_${other.charCodeAt(0).toString(16)}_`))
    .join("__");

/** What the configuration can have said: not what AWS adds. */
function keepConfigured({ type, values }: StateResource): JsonObject {
  const left = [...ALWAYS_LEFT_OUT, ...(LEFT_OUT[type] ?? [])];
  // The provider keeps a block of zeros where a key of AWS's own encrypts.
  const isOwned = ([name, value]: readonly [string, Json]) =>
    name === "encryption_configuration" && listObjects(value).some((each) => each["type"] === "AWS_OWNED_KEY");
  const kept = Object.entries(keepSaid(values)).filter((member) => !left.includes(member[0]) && !isOwned(member));
  return Object.fromEntries(kept);
}

/** The members of a block, and of the blocks in it, without those that say nothing; a map may hold empty texts. */
function keepSaid(block: JsonObject): JsonObject {
  const isSaid = (value: Json) => value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
  const keep = (value: Json): Json =>
    Array.isArray(value) ? value.map((each) => (isJsonObject(each) ? keepSaid(each) : each)) : value;
  const said = Object.entries(block).filter(([, value]) => isSaid(value));
  return Object.fromEntries(said.map(([name, value]) => [name, keep(value)]));
}

/** Writes values as a configuration has them: texts as they are, but for the ids of other resources and the account. */
function createRename(resources: readonly StateResource[]): (value: Json, owner: StateResource) => Json {
  const byId = new Map(resources.flatMap((resource) => listMadeUp(resource).map((id) => [id, resource] as const)));
  const accounts = new Set(
    resources.flatMap(({ values }) => /^arn:[\w-]+:\w*:[\w-]*:(\d{12}):/.exec(textOf(values["arn"]))?.[1] ?? []),
  );
  const words = /[\w-]+/g;
  const renameText = (text: string, owner: StateResource) =>
    text
      .replaceAll(/[$%]\{/g, (start) => start.charAt(0) + start)
      .replace(words, (word) => {
        if (accounts.has(word)) return ACCOUNT_ID;
        const named = byId.get(word);
        return named === undefined || named === owner ? word : `\${${named.type}.${named.name}.id}`;
      });
  const rename = (value: Json, owner: StateResource): Json => {
    if (typeof value === "string") return renameText(value, owner);
    if (Array.isArray(value)) return value.map((each) => rename(each, owner));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, rename(each, owner)]));
  };
  return rename;
}

/** The id of a resource, where AWS made it up: nothing else of the resource says the same, as a name or another's id does. */
function listMadeUp({ values: { id, ...others } }: StateResource): readonly string[] {
  if (typeof id !== "string" || id.length < SHORTEST_ID || !/^[\w-]+$/.test(id)) return [];
  return Object.values(others).includes(id) ? [] : [id];
}

/** The region of each resource that tells it: by its own ARN, or by the API that it belongs to. */
function readRegions(resources: readonly StateResource[]): ReadonlyMap<StateResource, string> {
  const ofApis = new Map(
    resources.flatMap(({ type, values }) =>
      type === "aws_apigatewayv2_api" ? [[textOf(values["id"]), readRegion(values)] as const] : [],
    ),
  );
  return new Map(
    resources.flatMap((resource) => {
      const region = readRegion(resource.values) ?? ofApis.get(textOf(resource.values["api_id"]));
      return region === undefined ? [] : [[resource, region] as const];
    }),
  );
}

const readRegion = ({ arn, region }: JsonObject): string | undefined =>
  typeof region === "string" && region !== ""
    ? region
    : (/^arn:[\w-]+:\w*:([a-z]{2}(?:-[a-z]+)+-\d):/.exec(textOf(arn))?.[1] ?? undefined);

/** The values, the most frequent first. */
function mostFrequent(values: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value);
}
