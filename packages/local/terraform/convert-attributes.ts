import { isJsonObject, type Json, type JsonObject, readOwn } from "@sfn-websocket/languages/json";
import ATTRIBUTE_TYPES from "./attribute-types.json";

type ScalarType = "string" | "number" | "bool";
type AttributeType = ScalarType | "list" | "map";

/** The names of a block's attributes by their types, and the blocks in it; items of lists and values of maps are strings. */
export type BlockTypes = { readonly [Type in AttributeType]?: string } & { readonly blocks?: Blocks };
type Blocks = Readonly<Record<string, BlockTypes>>;

/** Of the AWS provider 5.100.0, as `terraform providers schema -json` prints them. */
const TYPES: Blocks = ATTRIBUTE_TYPES;

/** Undefined of a type of resource that is not served. */
export const findTypes = (type: string): BlockTypes | undefined => readOwn(TYPES, type);

/** The attributes of a block by their types. */
export function* listAttributes(types: BlockTypes): Generator<readonly [name: string, type: AttributeType]> {
  for (const type of ["string", "number", "bool", "list", "map"] as const)
    for (const name of types[type]?.split(" ") ?? []) yield [name, type];
}

/** What each type is called, and its value of what Terraform converts to it; undefined of all else. */
const SCALARS: Readonly<Record<ScalarType, readonly [name: string, convert: (value: Json) => Json | undefined]>> = {
  string: ["a string", (value) => (typeof value === "object" ? undefined : String(value))],
  number: ["a number", (value) => (typeof value === "string" ? readNumber(value) : ifOf("number", value))],
  bool: [
    "true or false",
    (value) => (value === "true" || value === "false" ? value === "true" : ifOf("boolean", value)),
  ],
};

const ifOf = (type: string, value: Json): Json | undefined => (typeof value === type ? value : undefined);
const readNumber = (text: string): number | undefined =>
  /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;

/**
 * Returns a resource's attributes as Terraform hands them to the provider: a number that is written as a text is a number
 * where one is wanted, and so on; what has a name that the type does not have stays as it is.
 *
 * @throws Error naming the attribute whose value cannot be converted.
 * @see https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion
 */
export function convertAttributes(type: string, attributes: JsonObject): JsonObject {
  const types = findTypes(type);
  return types === undefined ? attributes : convertBlock(attributes, types, "");
}

function convertBlock(block: JsonObject, types: BlockTypes, path: string): JsonObject {
  const typeOf = new Map(listAttributes(types));
  const members = Object.entries(block).map(([name, value]): [string, Json] => {
    const type = typeOf.get(name);
    const inner = Object.hasOwn(types.blocks ?? {}, name) ? types.blocks?.[name] : undefined;
    const place = `${path}${name}`;
    if (type !== undefined) return [name, convert(value, type, place)];
    return [name, inner === undefined ? value : convertBlocks(value, inner, place)];
  });
  return Object.fromEntries(members);
}

/** One block or a list of them; what is neither is refused where it is read. */
function convertBlocks(value: Json, types: BlockTypes, place: string): Json {
  if (Array.isArray(value)) return value.map((each) => convertBlocks(each, types, place));
  return isJsonObject(value) ? convertBlock(value, types, `${place}.`) : value;
}

/** Null is an attribute that is not there. */
function convert(value: Json, type: AttributeType, place: string): Json {
  if (value === null) return null;
  if (type === "list") {
    if (!Array.isArray(value)) throw wrong(place, "a list of strings", value);
    return value.map((each, index) => convert(each, "string", `${place}[${index}]`));
  }
  if (type === "map") {
    if (!isJsonObject(value)) throw wrong(place, "a map of strings", value);
    const entries = Object.entries(value).map(([key, each]) => [key, convert(each, "string", `${place}.${key}`)]);
    return Object.fromEntries(entries) as JsonObject;
  }
  const [name, toType] = SCALARS[type];
  const converted = toType(value);
  if (converted === undefined) throw wrong(place, name, value);
  return converted;
}

/** Characters of a value that is told. */
const SHOWN = 100;

const wrong = (place: string, wanted: string, value: Json): Error =>
  new Error(`'${place}' is ${wanted}, got ${JSON.stringify(value).slice(0, SHOWN)}; write one`);
