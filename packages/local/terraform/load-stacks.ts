import { createHash } from "node:crypto";
import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/jsonpath/json";
import type { Aws } from "../account/aws";
import { listNamedVersions } from "./alias-versions";
import { DATA_SOURCES } from "./data-sources";
import { evaluate, type Resolve } from "./expressions";
import { RESOURCE_TYPES } from "./resource-types";
import type { SynthesizedStack } from "./synthesized";

/** What a stack made: its resources' attributes by address, and its outputs. */
export interface LoadedStack {
  readonly name: string;
  readonly outputs: JsonObject;
}

/** Blocks of a configuration that are read, or that mean nothing here. */
const BLOCKS = new Set(["//", "terraform", "provider", "resource", "data", "output", "variable", "locals", "import"]);
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
  const { configuration } = stack;
  const strange = Object.keys(configuration).find((block) => !BLOCKS.has(block));
  if (strange) throw new Error(`${stack.name}: block '${strange}' is not emulated, got ${stack.file}; remove it`);
  const resolve = createResolver(stack, aws);
  reserveVersions(stack, aws, resolve);
  for (const [type, name] of resourcesInOrder(configuration)) resolve([type, name]);
  const outputs = Object.entries(blocks(configuration, "output")).map(([name, output]) => [
    name,
    evaluate((isJsonObject(output) ? output.value : null) ?? null, resolve),
  ]);
  return { name: stack.name, outputs: Object.fromEntries(outputs) };
}

function resourcesInOrder(configuration: JsonObject): readonly (readonly [string, string])[] {
  const all = Object.entries(blocks(configuration, "resource")).flatMap(([type, named]) =>
    Object.keys(isJsonObject(named) ? named : {}).map((name) => [type, name] as const),
  );
  return all.sort(([a], [b]) => LAST.indexOf(a) - LAST.indexOf(b));
}

/** A version that an alias names by its number was published on AWS before: what is published here comes after it. */
function reserveVersions(stack: SynthesizedStack, aws: Aws, resolve: Resolve): void {
  const resources = blocks(stack.configuration, "resource");
  const machines = blocks(resources, "aws_sfn_state_machine");
  for (const { machine, number } of listNamedVersions(blocks(resources, "aws_sfn_alias"))) {
    const attributes = blocks(machines, machine);
    const name = evaluate(attributes.name ?? null, resolve);
    if (typeof name === "string") aws.region(regionOf(stack, attributes)).stepfunctions.reserveVersions(name, number);
  }
}

function createResolver(stack: SynthesizedStack, aws: Aws): Resolve {
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
  readonly stack: SynthesizedStack;
  readonly aws: Aws;
  readonly address: string;
  readonly steps: readonly (string | number)[];
  readonly block: Json;
  readonly resolve: Resolve;
}

/** How the value of each kind of reference comes about. */
const CREATE: Readonly<Record<Kind, (creation: Creation) => Json>> = {
  resource: createResource,
  data: ({ stack, aws, address, steps, block }) => {
    const read = findEntry(DATA_SOURCES, steps[0]);
    if (!read) throw notEmulated(stack, address, Object.keys(DATA_SOURCES));
    return read(aws, regionOf(stack, isJsonObject(block) ? block : {}));
  },
  variable: ({ stack, address, steps, block }) => {
    const value = process.env[`TF_VAR_${steps[0]}`] ?? (isJsonObject(block) ? block.default : undefined);
    if (value === undefined) throw new Error(`${stack.name}: '${address}' has no value; set TF_VAR_${steps[0]}`);
    return value;
  },
  locals: ({ block, resolve }) => evaluate(block, resolve),
};

function createResource({ stack, aws, address, steps, block, resolve }: Creation): Json {
  const create = findEntry(RESOURCE_TYPES, steps[0]);
  if (!create) throw notEmulated(stack, address, Object.keys(RESOURCE_TYPES));
  if (!isJsonObject(block))
    throw new Error(`${stack.name}: '${address}' is an object, got ${JSON.stringify(block)}; synthesize it again`);
  const multiplied = UNSUPPORTED.find((name) => name in block);
  if (multiplied)
    throw new Error(`${stack.name}: '${address}': '${multiplied}' is not emulated; declare each resource by itself`);
  try {
    for (const dependency of Array.isArray(block.depends_on) ? block.depends_on : [])
      resolve(String(dependency).split("."));
    const own = Object.entries(block).filter(([name]) => !ORDERING.has(name));
    const attributes = evaluate(Object.fromEntries(own), resolve) as JsonObject;
    return {
      ...attributes,
      ...create({ attributes, id: localId(`${stack.name}/${address}`), aws, region: regionOf(stack, block) }),
    };
  } catch (error) {
    const message = (error as Error).message;
    throw new Error(message.startsWith(`${stack.name}: `) ? message : `${stack.name}: ${address}: ${message}`);
  }
}

function notEmulated(stack: SynthesizedStack, address: string, emulated: readonly string[]): Error {
  return new Error(
    `${stack.name}: '${address}' is of a type that is not emulated; it can be one of ${emulated.join(", ")}`,
  );
}

/** Returns an id of API Gateway's form (10 characters, a to z and 0 to 9) that is the same at each start. */
function localId(address: string): string {
  const number = BigInt(`0x${createHash("sha256").update(address).digest("hex").slice(0, 16)}`);
  return number.toString(36).padStart(10, "0").slice(-10);
}

function regionOf({ configuration }: SynthesizedStack, block: JsonObject): string {
  const alias = typeof block.provider === "string" ? block.provider.split(".")[1] : undefined;
  const aws = blocks(configuration, "provider").aws;
  const providers = (Array.isArray(aws) ? aws : [aws]).filter(isJsonObject);
  const region = providers.find((provider) => provider.alias === alias)?.region;
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
