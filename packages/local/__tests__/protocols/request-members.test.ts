import type { JsonObject } from "@sfn-websocket/languages/json";
import { createAws } from "../../account/aws";
import { createEndpoint } from "../../account/endpoint";
import type { Constraint, Constraints } from "../../protocols/constraints";
import { createVirtualClock } from "../virtual-clock";
import { EMULATED, type EmulatedApi } from "./emulated-actions";
import { readShapes, type Shape } from "./request-shapes";
import { listMembers, printPath, printRequest, type Protocol, type SampleCall, type Step } from "./sample-request";

/** Of each API; CloudWatch speaks two. */
const PROTOCOLS: Readonly<Record<string, readonly Protocol[]>> = {
  acm: ["json"],
  apigateway: ["rest-json"],
  cloudfront: ["rest-xml"],
  dynamodb: ["json"],
  iam: ["query"],
  kms: ["json"],
  lambda: ["rest-json"],
  logs: ["json"],
  monitoring: ["query", "json"],
  route53: ["rest-xml"],
  states: ["json"],
  sts: ["query"],
};

const SHAPES = readShapes();
const ACTIONS = EMULATED.flatMap((api) =>
  Object.keys(api.actions).flatMap((action) =>
    (PROTOCOLS[api.service] ?? []).map((protocol) => [protocol, api.client, action, api] as const),
  ),
);

const clock = createVirtualClock();
const aws = createAws({ clock, log: (line) => lines.push(line) });
const callEndpoint = createEndpoint({ log: (line) => lines.push(line) });
let lines: string[] = [];
afterAll(() => aws.dynamodb.stop());

const describeCall = (protocol: Protocol, { service, client }: EmulatedApi, action: string): SampleCall => {
  const shape = SHAPES.find((each) => each.client === client && each.action === action);
  if (shape === undefined) throw new Error(`${client}: ${action}: the shapes have no such action; extract them anew`);
  return { protocol, service, action, shape };
};

/** Resolves to what the developer is told to have no effect, each name by itself. */
async function send(call: SampleCall, members: JsonObject, parameters: readonly string[] = []) {
  lines = [];
  const answer = await callEndpoint(aws, printRequest(call, members, parameters));
  expect([answer.unknown, answer.status < 500]).toEqual([undefined, true]);
  return lines.filter((line) => line.includes(" not used here")).flatMap(readNames);
}

const readNames = (line: string): readonly string[] => [...line.matchAll(/'([^']*)'/g)].map(([, name = ""]) => name);

/** Returns the path of the member that nobody uses, the first that holds all others, or undefined. */
function findUnknown(members: Constraints, steps: readonly Step[]): string | undefined {
  let held: Constraint = { members };
  for (const [index, step] of steps.entries()) {
    if (isWhole(held)) return undefined;
    const inner: Constraint | undefined = typeof step === "string" ? held.item : held.members?.[step.name];
    if (inner === undefined) return printPath(steps.slice(0, index + 1));
    held = inner;
  }
  return undefined;
}

/** A member that is used, refused or kept as it is, whatever it consists of. */
const isWhole = ({ type, members, item }: Constraint): boolean =>
  members === undefined &&
  item === undefined &&
  type !== undefined &&
  ["any", "structure", "list", "map"].includes(type);

it.each(ACTIONS)(
  "in %s of %s, names each member of %s that has no effect, and no other",
  async (protocol, _, name, api) => {
    const call = describeCall(protocol, api, name);
    const { members } = api.actions[name] ?? { members: {} };
    const wrong: string[] = [];
    const before = new Set<string>();
    for (const { steps, value } of listMembers(call.shape.members)) {
      const unknown = findUnknown(members, steps);
      const told = await send(call, value as JsonObject);
      // What was said once need not be said again.
      const expected = unknown === undefined || (before.has(unknown) && told.length === 0) ? [] : [unknown];
      for (const each of told) before.add(each);
      if (told.join() !== expected.join()) wrong.push(`${printPath(steps)}: told '${told}', not '${expected}'`);
    }
    expect(wrong).toEqual([]);
  },
);

it.each(ACTIONS)("in %s of %s, names each parameter of %s that has no effect", async (protocol, _, name, api) => {
  const call = describeCall(protocol, api, name);
  const known = api.actions[name]?.query ?? [];
  for (const parameter of call.shape.query ?? [])
    expect(await send(call, {}, [parameter])).toEqual(known.includes(parameter) ? [] : [parameter]);
});

it.each(ACTIONS)("in %s of %s, names what the model of %s does not have", async (protocol, _, name, api) => {
  const call = describeCall(protocol, api, name);
  const isRest = protocol.startsWith("rest");
  expect(await send(call, isRest ? {} : { Colour: "red" }, isRest ? ["Colour"] : [])).toEqual(["Colour"]);
  for (const [root, shape] of Object.entries(call.shape.members))
    if (protocol === "rest-xml" && typeof shape === "object")
      expect(await send(call, { [root]: { Colour: "red" } })).toEqual([`${root}.Colour`]);
  if (protocol === "rest-json" && Object.keys(call.shape.members).length > 0)
    expect(await send(call, { Shade: "red" })).toEqual(["Shade"]);
});

it.each(ACTIONS)("in %s of %s, reads of %s nothing that the model does not have", (protocol, _, name, api) => {
  const { shape } = describeCall(protocol, api, name);
  const { members = {}, query = [] } = api.actions[name] ?? {};
  const constants = new URLSearchParams(shape.http?.split("?")[1]);
  const unmodelled = query.filter((each) => each !== "" && !shape.query?.includes(each) && !constants.has(each));
  expect([...unmodelled, ...listUnmodelled({ members }, shape.members, [])]).toEqual([]);
});

/** Returns the paths of members that constraints name and a shape does not have. */
function listUnmodelled({ members = {}, item }: Constraint, shape: Shape, path: readonly string[]): readonly string[] {
  if (typeof shape === "string")
    return [...Object.keys(members), ...(item ? ["item"] : [])].map((each) => `${path}.${each}`);
  const inner = new Map<string, Shape>(Object.entries(shape));
  const ofItem = item === undefined ? [] : listUnmodelled(item, inner.get("0") ?? inner.get("*") ?? "any", path);
  const ofMembers = Object.entries(members).flatMap(([name, each]) => {
    const known = inner.get(name);
    return known === undefined ? [[...path, name].join(".")] : listUnmodelled(each, known, [...path, name]);
  });
  return [...ofItem, ...ofMembers];
}

it("knows the requests of every action, and of no other", () => {
  const emulated = EMULATED.flatMap(({ client, actions }) => Object.keys(actions).map((name) => `${client} ${name}`));
  expect(SHAPES.map(({ client, action }) => `${client} ${action}`).sort()).toEqual(emulated.sort());
  expect(emulated.length).toBeGreaterThan(190);
});
