import { createHash } from "node:crypto";
import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import type { Aws } from "../account/aws";
import { listNamedVersions } from "./alias-versions";
import { DATA_SOURCES } from "./data-sources";
import { list } from "./attributes";
import { evaluate, type Resolve } from "./expressions";
import { RESOURCE_TYPES } from "./resource-types";
import { readBlocks } from "./read-blocks";
import type { SynthesizedStack } from "./synthesized";

/** What a stack made: its resources' attributes by address, and its outputs. */
export interface LoadedStack {
  readonly name: string;
  readonly outputs: JsonObject;
}

/** Meta-arguments of a resource that order Terraform's work but are no attributes. */
const ORDERING = new Set(["//", "depends_on", "lifecycle", "provider"]);
/** Meta-arguments that multiply or run things. */
const UNSUPPORTED = ["count", "for_each", "dynamic", "provisioner", "connection"];
/** A deployment freezes what exists, and others may name a stage, which names a deployment: these come last, in this order. */
const LAST = [
  "aws_apigatewayv2_deployment",
  "aws_apigatewayv2_stage",
  "aws_apigatewayv2_api_mapping",
  "aws_api_gateway_usage_plan",
  "aws_api_gateway_usage_plan_key",
  "aws_lambda_permission",
];

/**
 * Creates a stack's resources in `aws` by the calls that Terraform's provider would make, and returns its outputs.
 *
 * @throws Error naming the resource when something in it is wrong or is not emulated; nothing of it is ignored.
 */
export function loadStack(stack: SynthesizedStack, aws: Aws): LoadedStack {
  const configuration = readConfiguration(stack);
  const read = { name: stack.name, configuration };
  const resolve = createResolver(read, aws);
  reserveVersions(read, aws, resolve);
  for (const [type, name] of resourcesInOrder(configuration)) resolve([type, name]);
  const outputs = Object.entries(blocks(configuration, "output")).map(([name, output]) => [
    name,
    evaluate((isJsonObject(output) ? output.value : null) ?? null, resolve),
  ]);
  return { name: stack.name, outputs: Object.fromEntries(outputs) };
}

/** A stack whose blocks are read. */
interface ReadStack {
  readonly name: string;
  readonly configuration: JsonObject;
}

function readConfiguration({ name, file, configuration }: SynthesizedStack): JsonObject {
  try {
    return readBlocks(configuration, file);
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`);
  }
}

function resourcesInOrder(configuration: JsonObject): readonly (readonly [string, string])[] {
  const all = Object.entries(blocks(configuration, "resource")).flatMap(([type, named]) =>
    Object.keys(isJsonObject(named) ? named : {}).map((name) => [type, name] as const),
  );
  return all.sort(([a], [b]) => LAST.indexOf(a) - LAST.indexOf(b));
}

/** A version that an alias names by its number was published on AWS before: what is published here comes after it. */
function reserveVersions(stack: ReadStack, aws: Aws, resolve: Resolve): void {
  const resources = blocks(stack.configuration, "resource");
  const machines = blocks(resources, "aws_sfn_state_machine");
  for (const { machine, number } of listNamedVersions(blocks(resources, "aws_sfn_alias"))) {
    const attributes = blocks(machines, machine);
    const name = evaluate(attributes.name ?? null, resolve);
    if (typeof name === "string")
      aws.region(regionOf(stack, attributes, resolve)).stepfunctions.reserveVersions(name, number);
  }
}

function createResolver(stack: ReadStack, aws: Aws): Resolve {
  const known = new Map<string, Json>();
  const underway = new Set<string>();
  const blockOf = (kind: string, steps: readonly (string | number)[]) =>
    steps.reduce<Json | undefined>(memberOf, blocks(stack.configuration, kind));
  const valueOf = (address: string, create: () => Json): Json => {
    const value = known.get(address);
    if (value !== undefined) return value;
    if (underway.has(address)) throw new Error(`${stack.name}: '${address}' refers to itself; break the cycle`);
    underway.add(address);
    const created = create();
    known.set(address, created);
    return created;
  };
  const resolve: Resolve = (reference) => {
    const { kind, steps, rest } = splitReference(reference);
    const address = (kind === "resource" ? steps : [kind, ...steps]).join(".");
    const value = valueOf(address, () => {
      const block = blockOf(kind, steps);
      if (block === undefined)
        throw new Error(`${stack.name}: '${address}' is not declared; declare it or correct the reference`);
      return CREATE[kind]({ stack, aws, address, steps, block, resolve });
    });
    return selectAttribute(value, rest, address);
  };
  return resolve;
}

type Kind = "resource" | "data" | "variable" | "locals";
interface Creation {
  readonly stack: ReadStack;
  readonly aws: Aws;
  readonly address: string;
  readonly steps: readonly (string | number)[];
  readonly block: Json;
  readonly resolve: Resolve;
}

/** How the value of each kind of reference comes about. */
const CREATE: Readonly<Record<Kind, (creation: Creation) => Json>> = {
  resource: createResource,
  data: ({ stack, aws, address, steps, block, resolve }) => {
    const read = findEntry(DATA_SOURCES, steps[0]);
    if (!read) throw notEmulated(stack, address, Object.keys(DATA_SOURCES));
    return read(aws, regionOf(stack, isJsonObject(block) ? block : {}, resolve));
  },
  variable: ({ stack, address, steps, block }) => {
    const { default: fallback, type } = isJsonObject(block) ? block : {};
    const given = process.env[`TF_VAR_${steps[0]}`];
    const value = given === undefined ? fallback : readVariable(`${stack.name}: TF_VAR_${steps[0]}`, given, type);
    if (value === undefined) throw new Error(`${stack.name}: '${address}' has no value; set TF_VAR_${steps[0]}`);
    return value;
  },
  locals: ({ block, resolve }) => evaluate(block, resolve),
};

/** A variable from the environment is a text, but for one whose type is another: then it is JSON. */
function readVariable(where: string, text: string, type: Json = "string"): Json {
  if (type === "string" || type === "any") return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new Error(`${where}: is no JSON, got '${text}'; write a value of the type '${String(type)}' as JSON`);
  }
}

function createResource({ stack, aws, address, steps, block, resolve }: Creation): Json {
  const create = findEntry(RESOURCE_TYPES, steps[0]);
  if (!create) throw notEmulated(stack, address, Object.keys(RESOURCE_TYPES));
  if (!isJsonObject(block))
    throw new Error(`${stack.name}: '${address}' is an object, got ${JSON.stringify(block)}; synthesize it again`);
  const multiplied = UNSUPPORTED.find((name) => name in block);
  if (multiplied)
    throw new Error(`${stack.name}: '${address}': '${multiplied}' is not emulated; declare each resource by itself`);
  try {
    for (const dependency of listDependencies(block)) resolve(dependency);
    const own = Object.entries(block).filter(([name]) => !ORDERING.has(name));
    const attributes = evaluate(Object.fromEntries(own), resolve) as JsonObject;
    return {
      ...attributes,
      ...create({ attributes, id: localId(`${stack.name}/${address}`), aws, region: regionOf(stack, block, resolve) }),
    };
  } catch (error) {
    const message = (error as Error).message;
    throw new Error(message.startsWith(`${stack.name}: `) ? message : `${stack.name}: ${address}: ${message}`);
  }
}

/** Conditions are of Terraform's expressions, which are not evaluated here. */
function listDependencies({ depends_on: dependsOn = [], lifecycle }: JsonObject): readonly string[][] {
  const condition = list(lifecycle)
    .flatMap((each) => Object.keys(each))
    .find((name) => name.endsWith("condition"));
  if (condition !== undefined) throw new Error(`'${condition}' is not emulated; remove it`);
  if (Array.isArray(dependsOn))
    return dependsOn.map((each) =>
      String(each)
        .replace(/^\$\{(.*)\}$/, "$1")
        .split("."),
    );
  throw new Error(`'depends_on' is a list of references, got ${JSON.stringify(dependsOn)}; write it as one`);
}

function notEmulated(stack: ReadStack, address: string, emulated: readonly string[]): Error {
  return new Error(
    `${stack.name}: '${address}' is of a type that is not emulated; it can be one of ${emulated.join(", ")}`,
  );
}

/** Returns an id of API Gateway's form (10 characters, a to z and 0 to 9) that is the same at each start. */
function localId(address: string): string {
  const number = BigInt(`0x${createHash("sha256").update(address).digest("hex").slice(0, 16)}`);
  return number.toString(36).padStart(10, "0").slice(-10);
}

function regionOf({ name, configuration }: ReadStack, block: JsonObject, resolve: Resolve): string {
  const [, alias] = typeof block.provider === "string" ? block.provider.replace(/^\$\{(.*)\}$/, "$1").split(".") : [];
  const provider = list(blocks(configuration, "provider").aws).find((each) => each.alias === alias);
  if (!provider && alias !== undefined)
    throw new Error(`${name}: provider 'aws.${alias}' is not declared; declare it or correct the reference`);
  const region = evaluate(provider?.region ?? null, resolve);
  return typeof region === "string" ? region : (process.env.AWS_REGION ?? "us-east-1");
}

const KINDS: Readonly<Record<string, { kind: Kind; size: number; skip: number }>> = {
  data: { kind: "data", size: 2, skip: 1 },
  var: { kind: "variable", size: 1, skip: 1 },
  local: { kind: "locals", size: 1, skip: 1 },
};

function splitReference(reference: readonly (string | number)[]) {
  const { kind, size, skip } = findEntry(KINDS, reference[0]) ?? { kind: "resource" as const, size: 2, skip: 0 };
  return { kind, steps: reference.slice(skip, skip + size), rest: reference.slice(skip + size) };
}

/** A name of an object's prototype is no entry. */
function findEntry<Entry>(
  table: Readonly<Record<string, Entry>>,
  name: string | number | undefined,
): Entry | undefined {
  return name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

function selectAttribute(value: Json, steps: readonly (string | number)[], address: string): Json {
  const selected = steps.reduce<Json | undefined>(memberOf, value);
  if (selected !== undefined) return selected;
  throw new Error(
    `'${address}' has no attribute '${steps.join(".")}' here; it has ${Object.keys(isJsonObject(value) ? value : {}).join(", ")}`,
  );
}

function memberOf(value: Json | undefined, step: string | number): Json | undefined {
  if (Array.isArray(value)) return value[Number(step)];
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function blocks(configuration: JsonObject, kind: string): JsonObject {
  const block = configuration[kind];
  return isJsonObject(block) ? block : {};
}
