import { runAtOnce, type Steps } from "@sfn-websocket/languages/states-language/world/steps";
import { type Json, type JsonObject, objectOf } from "@sfn-websocket/languages/json";
import type { Aws } from "../account/aws";
import { listNamedVersions } from "./alias-versions";
import { chooseNeeded } from "./choose-needed";
import { blocks, type ReadStack, readConfiguration, regionOf } from "./configuration";
import { createResolver, isServedType } from "./create-resolver";
import { DATA_SOURCES } from "./data-sources";
import { evaluate, type Resolve } from "./expressions";
import { prepareAhead } from "./prepare-ahead";
import { NotEvaluated } from "./not-evaluated";
import type { SynthesizedStack } from "./synthesized";
import { listUnknownAttributes } from "./unknown-attributes";

/** What a stack made: its outputs, and what of it is not here. */
export interface LoadedStack {
  readonly name: string;
  readonly outputs: JsonObject;
  /** The addresses of what was kept out, each with the reason in brackets where it is not its type. */
  readonly notServed: readonly string[];
}

/** A deployment freezes what exists, and others may name a stage, which names a deployment: these come last, in this order. */
const LAST = [
  "aws_apigatewayv2_deployment",
  "aws_apigatewayv2_stage",
  "aws_apigatewayv2_api_mapping",
  "aws_api_gateway_usage_plan",
  "aws_api_gateway_usage_plan_key",
  "aws_lambda_alias",
  "aws_lambda_permission",
];

/**
 * Creates a stack's resources in `aws` by the calls that Terraform's provider would make, and returns its outputs. What
 * is of a type that is not served, or takes Terraform itself, is kept out where no API and no workflow hangs on it, and
 * told; where something served names it, it gets a stand-in.
 *
 * @throws Error naming, all at once, each resource in which something is wrong or that cannot do without what is not here.
 */
export function loadStack(synthesized: SynthesizedStack, aws: Aws): LoadedStack {
  return runAtOnce(loadInSteps(synthesized, aws));
}

/** As `loadStack`, in steps: what is large is prepared in steps of its own, before the resource that has it is created. */
export function* loadInSteps(synthesized: SynthesizedStack, aws: Aws): Steps<LoadedStack> {
  const stack = readConfiguration(synthesized);
  const resolve = createResolver(stack, aws);
  yield* prepareAhead({ stack, aws, resolve }, "aws_sfn_state_machine");
  const needed = chooseNeeded(stack);
  reserveVersions(stack, aws, resolve);
  const notServed = listUnservedData(stack, needed);
  const problems = new Set<string>();
  const resources = blocks(stack.configuration, "resource");
  for (const [type, name] of resourcesInOrder(stack.configuration)) {
    yield;
    if (type === "aws_apigatewayv2_deployment") yield* prepareAhead({ stack, aws, resolve }, type, name);
    const address = `${type}.${name}`;
    if (!isServedType(type)) {
      notServed.push(address);
      continue;
    }
    for (const unknown of listUnknownAttributes(type, blocks(blocks(resources, type), name)))
      notServed.push(`${address}.${unknown}`);
    // What comes last would only fail for want of what failed before.
    if (problems.size > 0 && LAST.includes(type)) continue;
    try {
      resolve([type, name]);
    } catch (error) {
      const { message } = error as Error;
      if (error instanceof NotEvaluated && !needed.has(address)) notServed.push(`${address} (${shorten(message)})`);
      else problems.add(message);
    }
  }
  if (problems.size > 0) throw new Error([...problems].join("\n"));
  return { name: stack.name, ...readOutputs(stack, resolve, notServed) };
}

const shorten = (message: string): string =>
  /'[^']*' is not emulated|only plain references/.exec(message)?.[0] ?? message;

/** Data sources and modules that nothing served names. */
function listUnservedData({ configuration }: ReadStack, needed: ReadonlySet<string>): string[] {
  const data = Object.entries(blocks(configuration, "data"))
    .filter(([type]) => !Object.hasOwn(DATA_SOURCES, type))
    .flatMap(([type, named]) => Object.keys(objectOf(named)).map((name) => `data.${type}.${name}`));
  const modules = Object.keys(blocks(configuration, "module")).map((name) => `module.${name}`);
  return [...data, ...modules].filter((address) => !needed.has(address));
}

/** An output that takes what is not here has no value. */
function readOutputs({ configuration }: ReadStack, resolve: Resolve, notServed: readonly string[]) {
  const outputs: Record<string, Json> = {};
  const without: string[] = [];
  for (const [name, output] of Object.entries(blocks(configuration, "output"))) {
    try {
      outputs[name] = evaluate(objectOf(output).value ?? null, resolve);
    } catch (error) {
      if (!(error instanceof NotEvaluated)) throw error;
      without.push(`output.${name}`);
    }
  }
  return { outputs, notServed: [...notServed, ...without] };
}

function resourcesInOrder(configuration: JsonObject): readonly (readonly [string, string])[] {
  const all = Object.entries(blocks(configuration, "resource")).flatMap(([type, named]) =>
    Object.keys(objectOf(named)).map((name) => [type, name] as const),
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
