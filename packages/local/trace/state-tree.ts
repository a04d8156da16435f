import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import { cutText } from "./cut-text";
import type { StateFailure, StateTrace, TracedEvent, TracedTask, TraceText } from "./trace";

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

interface Building extends Writable<Omit<StateTrace, "failures" | "children" | "task">> {
  parent?: Building;
  failures: Writable<StateFailure>[];
  children: Building[];
  task?: Writable<TracedTask>;
}

type Unleft = Extract<StateTrace["status"], "running" | "aborted" | "gone">;

/** What an event says, as far as the tree shows it. */
interface Details {
  readonly name?: string;
  readonly index?: number;
  readonly input?: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly parameters?: string;
  readonly resourceType?: string;
  readonly resource?: string;
  readonly assignedVariables?: Readonly<Record<string, string>>;
}

interface Reading {
  readonly owner: Building | undefined;
  readonly type: string;
  readonly at: number;
  readonly details: Details;
}

/**
 * Puts the states of an execution into a tree, in the order in which they were entered: those of branches and iterations
 * are below their Parallel or Map state. An event belongs to the branch of the event before it.
 */
export class StateTree {
  private readonly roots: Building[] = [];
  /** Whose each event was. */
  private readonly owners = new Map<number, Building>();
  /** Where the execution failed. */
  private failed: Building | undefined;

  constructor(private readonly isMocked: (state: string) => boolean = () => false) {}

  add({ id, type, timestamp, previousEventId, details }: TracedEvent): void {
    const owner = this.owners.get(previousEventId);
    const next = this.read({ owner, type, at: timestamp, details: (details ?? {}) as Details });
    if (next) this.owners.set(id, next);
  }

  /** The tree so far; `unleft` is what a state is that was entered and not left. */
  finish(unleft: Unleft): readonly StateTrace[] {
    for (let node = this.failed; node; node = node.parent) if (node.exitedAt === undefined) node.status = "failed";
    return this.roots.map((node) => finish(node, unleft));
  }

  private read(reading: Reading): Building | undefined {
    const { owner, type, at, details } = reading;
    const [, state] = /^(\w+)StateEntered$/.exec(type) ?? [];
    if (state !== undefined) return this.enter(state, reading);
    if (type.endsWith("StateExited")) {
      const left = climb(owner, ({ name, exitedAt }) => name === details.name && exitedAt === undefined);
      return leave(left, at, details);
    }
    if (type === "MapIterationStarted") return this.iterate(reading);
    const [, kind] = /^(Map|Parallel)(?:State|Iteration|Run)/.exec(type) ?? [];
    const found = kind === undefined ? owner : climb(owner, (node) => node.type === kind);
    if (/^(Execution|Iteration)/.test(type)) this.endWith(found, reading);
    else if (found) note(found, reading);
    if (found && ATTEMPT.test(type)) retry(found);
    if (found && /Scheduled$/.test(type)) this.schedule(found, details);
    if (found?.task && /Succeeded$/.test(type) && details.output !== undefined)
      found.task.answer = cutText(details.output);
    return found;
  }

  private iterate({ owner, at, details: { index = 0 } }: Reading): Building | undefined {
    const map = climb(owner, (node) => node.type === "Map");
    return map && this.attach(map, { name: `[${index}]`, type: "Iteration", index, enteredAt: at });
  }

  /** What follows a state that was left stands beside it, and so does a catcher's; else it is within. */
  private enter(type: string, { owner, at, details }: Reading): Building {
    const { name = "", input } = details;
    const parent = this.findParent(owner, at, name);
    return this.attach(parent, { name, type, enteredAt: at, input: findText(input) });
  }

  private findParent(owner: Building | undefined, at: number, next: string): Building | undefined {
    if (owner === undefined || owner.type === "Iteration") return owner;
    if (owner.type === "Parallel" && owner.exitedAt === undefined) {
      const index = owner.children.length;
      return this.attach(owner, { name: `branch ${index + 1}`, type: "Branch", index, enteredAt: at });
    }
    owner.next = next;
    return owner.parent;
  }

  private attach(
    parent: Building | undefined,
    node: Pick<Building, "name" | "type" | "index" | "enteredAt" | "input">,
  ): Building {
    const made: Building = { ...node, status: "running", ...(parent && { parent }), failures: [], children: [] };
    (parent?.children ?? this.roots).push(made);
    return made;
  }

  private schedule(found: Building, { resourceType, resource = "", parameters, input }: Details): void {
    found.task = {
      resource: resourceType === undefined ? resource : `arn:aws:states:::${resourceType}:${resource}`,
      request: findText(parameters ?? input),
      mocked: this.isMocked(found.name),
      attempts: (found.task?.attempts ?? 0) + 1,
    };
  }

  private endWith(found: Building | undefined, { type, at, details }: Reading): void {
    if (!type.endsWith("Failed") || found === undefined) return;
    if (type === "ExecutionFailed") this.failed = found;
    const known = found.failures.some(({ error, cause }) => error === details.error && cause === details.cause);
    if (!known) note(found, { at, details });
  }
}

const findText = (text: string | undefined): TraceText | undefined => (text === undefined ? undefined : cutText(text));

/** What begins an attempt at a state's work. */
const ATTEMPT = /^(Map|Parallel)StateStarted$|Scheduled$/;

/** The nearest one that fits, from this one outwards. */
function climb(from: Building | undefined, fits: (node: Building) => boolean): Building | undefined {
  for (let node = from; node; node = node.parent) if (fits(node)) return node;
  return undefined;
}

function leave(node: Building | undefined, at: number, { output, assignedVariables }: Details): Building | undefined {
  if (node === undefined) return undefined;
  node.exitedAt = at;
  node.output = findText(output);
  if (assignedVariables !== undefined) node.assigned = readVariables(assignedVariables);
  const last = node.failures.at(-1);
  if (last?.then === "failed") last.then = "caught";
  return node;
}

/** Each is JSON, as text. */
function readVariables(texts: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, JSON.parse(text) as Json]));
}

/** Marks the failure before a new attempt. */
function retry({ failures }: Building): void {
  const last = failures.at(-1);
  if (last?.then === "failed") last.then = "retried";
}

/** A failed attempt, for which nothing follows yet. */
function note(node: Building, { at, details: { error, cause } }: Pick<Reading, "at" | "details">): void {
  if (error === undefined && cause === undefined) return;
  node.failures.push({ at, error, cause, then: "failed" });
}

function finish({ parent: _parent, ...node }: Building, unleft: Unleft): StateTrace {
  const children = node.children.map((child) => finish(child, unleft));
  const status = judge(node, children, unleft);
  const end = node.exitedAt ?? (isGroup(node) && status === "succeeded" ? children.at(-1)?.exitedAt : undefined);
  return { ...node, children, status, ...(end !== undefined && { exitedAt: end }) };
}

const isGroup = ({ type }: Pick<StateTrace, "type">): boolean => type === "Branch" || type === "Iteration";

function judge(
  node: Pick<Building, "type" | "status" | "exitedAt" | "failures">,
  children: readonly StateTrace[],
  unleft: Unleft,
): StateTrace["status"] {
  const hasFailedChild = children.some(({ status }) => status === "failed");
  if (node.exitedAt !== undefined)
    return hasFailedChild || node.failures.at(-1)?.then === "caught" ? "caught" : "succeeded";
  if (hasFailedChild || node.status === "failed") return "failed";
  if (
    isGroup(node) &&
    children.length > 0 &&
    children.every(({ status }) => status === "succeeded" || status === "caught")
  )
    return "succeeded";
  if (node.failures.at(-1)?.then === "failed" && unleft === "aborted") return "failed";
  return unleft;
}
