import { createHash } from "node:crypto";
import { describeDefectPlace, describeFailure } from "@sfn-websocket/languages/describe-failure";
import {
  isJsonObject,
  type Json,
  type JsonObject,
  objectOf,
  readOwn,
  requireJson,
} from "@sfn-websocket/languages/json";
import type { Aws } from "../account/aws";
import { list } from "./attributes";
import { blocks, memberOf, type ReadStack, regionOf } from "./configuration";
import { convertAttributes } from "./convert-attributes";
import { DATA_SOURCES } from "./data-sources";
import { evaluate, type Resolve } from "./expressions";
import { NotEvaluated } from "./not-evaluated";
import { RESOURCE_TYPES } from "./resource-types";
import { STAND_INS } from "./stand-ins";

/** Meta-arguments of a resource that order Terraform's work but are no attributes. */
const ORDERING = new Set(["//", "depends_on", "lifecycle", "provider"]);
/** Meta-arguments that multiply or run things. */
const UNSUPPORTED = ["count", "for_each", "dynamic", "provisioner", "connection"];

/** Returns what gives the value of a reference of the stack, creating in `aws` what is served when it is first named. */
export function createResolver(stack: ReadStack, aws: Aws): Resolve {
  const known = new Map<string, Json>();
  const underway = new Set<string>();
  const blockOf = (kind: string, steps: readonly (string | number)[]) =>
    steps.reduce<Json | undefined>(memberOf, blocks(stack.configuration, kind));
  const valueOf = (address: string, create: () => Json): Json => {
    const value = known.get(address);
    if (value !== undefined) return value;
    if (underway.has(address)) throw new Error(`${stack.name}: '${address}' refers to itself; break the cycle`);
    underway.add(address);
    try {
      const created = create();
      known.set(address, created);
      return created;
    } finally {
      underway.delete(address);
    }
  };
  const resolve: Resolve = (reference) => {
    const { kind, steps, rest } = splitReference(reference);
    const address = (kind === "resource" ? steps : [kind, ...steps]).join(".");
    const value = valueOf(address, () => {
      const block = blockOf(kind, steps);
      if (block === undefined)
        throw new Error(`${stack.name}: '${address}' is not declared; declare it or correct the reference`);
      return CREATE[kind]({ stack, aws, address, type: String(steps[0]), block, resolve });
    });
    return selectAttribute(value, rest, address);
  };
  return resolve;
}

/** Whether the local runtime creates things of this type. */
export const isServedType = (type: string): boolean => Object.hasOwn(RESOURCE_TYPES, type);

type Kind = "resource" | "data" | "variable" | "locals" | "module";

interface Creation {
  readonly stack: ReadStack;
  readonly aws: Aws;
  readonly address: string;
  /** Of a resource or a data source; of others their name. */
  readonly type: string;
  readonly block: Json;
  readonly resolve: Resolve;
}

/** How the value of each kind of reference comes about. */
const CREATE: Readonly<Record<Kind, (creation: Creation) => Json>> = {
  resource: createResource,
  data: (creation) => {
    const { stack, aws, type, block, resolve } = creation;
    const read = readOwn(DATA_SOURCES, type);
    return read ? read(aws, regionOf(stack, objectOf(block), resolve)) : standIn(creation);
  },
  variable: ({ stack, address, type: name, block }) => {
    const { default: fallback, type } = objectOf(block);
    const given = process.env[`TF_VAR_${name}`];
    const value = given === undefined ? fallback : readVariable(`${stack.name}: TF_VAR_${name}`, given, type);
    if (value === undefined) throw new Error(`${stack.name}: '${address}' has no value; set TF_VAR_${name}`);
    return value;
  },
  locals: ({ block, resolve }) => evaluate(block, resolve),
  module: ({ address }) => {
    throw new NotEvaluated(
      `'${address}' is a module, which only Terraform itself reads; write its value here, or apply the stack to 'npm run endpoint'`,
    );
  },
};

/** A variable from the environment is a text, but for one whose type is another: then it is JSON. */
function readVariable(where: string, text: string, type: Json = "string"): Json {
  if (type === "string" || type === "any") return text;
  const advice = `write a value of the type '${String(type)}' as JSON`;
  return requireJson(text, () => new Error(`${where}: is no JSON, got '${text}'; ${advice}`));
}

function createResource(creation: Creation): Json {
  const { stack, aws, address, type, block, resolve } = creation;
  const create = readOwn(RESOURCE_TYPES, type);
  if (!create) return standIn(creation);
  if (!isJsonObject(block))
    throw new Error(`${stack.name}: '${address}' is an object, got ${JSON.stringify(block)}; synthesize it again`);
  const multiplied = UNSUPPORTED.find((name) => name in block);
  if (multiplied)
    throw new NotEvaluated(
      `${stack.name}: '${address}': '${multiplied}' is not emulated; declare each resource by itself`,
    );
  try {
    for (const dependency of listDependencies(block)) resolve(dependency);
    const evaluated = evaluate(Object.fromEntries(listOwn(block)), resolve) as JsonObject;
    const attributes = convertAttributes(type, evaluated);
    const id = localId(`${stack.name}/${address}`);
    const region = regionOf(stack, block, resolve);
    return { ...attributes, ...create({ attributes, id, aws, region, folder: stack.folder }) };
  } catch (error) {
    const message = describeFailure(error, describeDefectPlace(error));
    const text = message.startsWith(`${stack.name}: `) ? message : `${stack.name}: ${address}: ${message}`;
    throw error instanceof NotEvaluated ? new NotEvaluated(text) : new Error(text);
  }
}

/** The value of what is not served: its own attributes, as far as they can be read, and those that its type gives it. */
function standIn({ stack, aws, address, type, block, resolve }: Creation): Json {
  const attributes = Object.fromEntries(
    listOwn(objectOf(block)).flatMap(([name, value]) => {
      try {
        return [[name, evaluate(value, resolve)]];
      } catch {
        return []; // only who asks for it is told
      }
    }),
  );
  const region = regionOf(stack, objectOf(block), resolve);
  const { partition, accountId } = aws;
  return { ...attributes, ...readOwn(STAND_INS, type)?.({ address, attributes, partition, region, accountId }) };
}

/** A block's attributes and the blocks in it. */
const listOwn = (block: JsonObject): [string, Json][] => Object.entries(block).filter(([name]) => !ORDERING.has(name));

/** What a block depends on by name; of what is not served, nothing need be done before. */
function listDependencies({ depends_on: dependsOn = [], lifecycle }: JsonObject): readonly string[][] {
  const condition = list(lifecycle)
    .flatMap((each) => Object.keys(each))
    .find((name) => name.endsWith("condition"));
  if (condition !== undefined) throw new NotEvaluated(`'${condition}' is not emulated; remove it`);
  if (!isTexts(dependsOn))
    throw new Error(`'depends_on' is a list of references, got ${JSON.stringify(dependsOn)}; write it as one`);
  const dependencies = dependsOn.map((each) => each.replace(/^\$\{(.*)\}$/, "$1").split("."));
  return dependencies.filter(([first = ""]) => first !== "module");
}

const isTexts = (value: Json): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === "string");

/** Returns an id of API Gateway's form (10 characters, a to z and 0 to 9) that is the same at each start. */
function localId(address: string): string {
  const number = BigInt(`0x${createHash("sha256").update(address).digest("hex").slice(0, 16)}`);
  return number.toString(36).padStart(10, "0").slice(-10);
}

const KINDS: Readonly<Record<string, { kind: Kind; size: number; skip: number }>> = {
  data: { kind: "data", size: 2, skip: 1 },
  var: { kind: "variable", size: 1, skip: 1 },
  local: { kind: "locals", size: 1, skip: 1 },
  module: { kind: "module", size: 1, skip: 1 },
};

function splitReference(reference: readonly (string | number)[]) {
  const { kind, size, skip } = readOwn(KINDS, String(reference[0])) ?? { kind: "resource" as const, size: 2, skip: 0 };
  return { kind, steps: reference.slice(skip, skip + size), rest: reference.slice(skip + size) };
}

/** Whether a thing is known whole, so that an attribute which it has not is a mistake. */
function isHere(address: string): boolean {
  const [first = "", second = ""] = address.split(".");
  if (first === "data") return Object.hasOwn(DATA_SOURCES, second);
  return first === "variable" || first === "locals" || isServedType(first);
}

function selectAttribute(value: Json, steps: readonly (string | number)[], address: string): Json {
  const selected = steps.reduce<Json | undefined>(memberOf, value);
  if (selected !== undefined) return selected;
  const has = `it has ${Object.keys(objectOf(value)).join(", ") || "none"}`;
  if (isHere(address)) throw new Error(`'${address}' has no attribute '${steps.join(".")}' here; ${has}`);
  throw new NotEvaluated(
    `'${address}' is not served here, and nothing can stand in for its '${steps.join(".")}'; ${has}; write the value, or apply the stack to 'npm run endpoint'`,
  );
}
