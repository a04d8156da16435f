import { isJsonObject, type Json, type JsonObject, objectOf, readOwn } from "@sfn-websocket/languages/json";

/** How many names stand before the body of a block, by its kind. Other kinds are not emulated. */
const LABELS: Readonly<Record<string, number>> = {
  terraform: 0,
  locals: 0,
  import: 0,
  moved: 0,
  removed: 0,
  check: 1,
  module: 1,
  provider: 1,
  variable: 1,
  output: 1,
  resource: 2,
  data: 2,
};

/** What a body may hold here, by its kind; of the others everything is read, or means nothing here. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  variable: ["//", "default", "description", "ephemeral", "nullable", "sensitive", "type"],
  output: ["//", "depends_on", "description", "ephemeral", "sensitive", "value"],
};

interface Block {
  readonly kind: string;
  /** The names behind the kind: a type and a name, a name, or none. */
  readonly labels: readonly string[];
  /** Such as `resource.aws_iam_role.main`. */
  readonly address: string;
  readonly body: JsonObject;
}

/**
 * Returns a configuration as objects by kind and labels, however it is written: Terraform's JSON syntax takes an object
 * or a list of objects at every level, and comments as `//`. The bodies of `locals` are put together, and `provider` has
 * a list for each name, because aliases share it.
 *
 * @throws Error naming the block that is of a kind that is not emulated, is declared twice or is no object.
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function readBlocks(configuration: Json, file: string): JsonObject {
  const read = new Map<string, Json>();
  for (const [kind, value] of listMembers(configuration, file)) {
    if (kind === "//") continue;
    const depth = readOwn(LABELS, kind);
    if (depth === undefined) throw new Error(`block '${kind}' is not emulated, got ${file}; remove it`);
    for (const block of listBlocks({ kind, labels: [], value, depth })) read.set(kind, addBlock(read.get(kind), block));
  }
  return Object.fromEntries(read);
}

/** Adds a block to those of its kind. */
function addBlock(kind: Json = {}, block: Block): Json {
  const before = objectOf(kind);
  const [first, second] = block.labels;
  if (first === undefined) return mergeBodies(before, block);
  const known = readOwn(before, first);
  if (block.kind === "provider") return { ...before, [first]: [...(Array.isArray(known) ? known : []), block.body] };
  if (second !== undefined) return { ...before, [first]: addBlock(known, { ...block, labels: [second] }) };
  if (known !== undefined) throw twice(block.address);
  return { ...before, [first]: block.body };
}

function mergeBodies(before: JsonObject, block: Block): JsonObject {
  const repeated = Object.keys(block.body).find((name) => name !== "//" && Object.hasOwn(before, name));
  if (repeated !== undefined && block.kind === "locals") throw twice(`locals.${repeated}`);
  return { ...before, ...block.body };
}

const twice = (address: string): Error => new Error(`'${address}' is declared twice; give each a name of its own`);

interface BlockValue {
  readonly kind: string;
  readonly labels: readonly string[];
  readonly value: Json;
  /** How many labels are still to come. */
  readonly depth: number;
}

function listBlocks({ kind, labels, value, depth }: BlockValue): readonly Block[] {
  const address = [kind, ...labels].join(".");
  if (depth > 0)
    return listMembers(value, address).flatMap(([label, inner]) =>
      listBlocks({ kind, labels: [...labels, label], value: inner, depth: depth - 1 }),
    );
  return listObjects(value, address).map((body) => {
    const unread = Object.keys(body).find((name) => MEMBERS[kind]?.includes(name) === false);
    if (unread !== undefined) throw new Error(`'${address}': '${unread}' is not emulated; remove it`);
    return { kind, labels, address, body };
  });
}

function listMembers(value: Json, address: string): readonly (readonly [string, Json])[] {
  return listObjects(value, address).flatMap((each) => Object.entries(each));
}

/** Null stands for no block. */
function listObjects(value: Json, address: string): readonly JsonObject[] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each) => listObjects(each, address));
  if (isJsonObject(value)) return [value];
  throw new Error(`'${address}' is an object or a list of objects, got ${JSON.stringify(value)}; write it as one`);
}
