import type { ExecutionTrace, PermissionCheck, RenderedTemplate, Trace } from "@sfn-websocket/local/trace/trace";
import { isInner, listVisits, type Visit } from "./list-visits";
import type { StageId } from "./stage-id";

/** Why a trace failed: what one reads first. */
export interface FailureAnswer {
  /** In which stage it happened. */
  readonly stage: StageId;
  /** What failed, such as `state 'Charge'`. */
  readonly what: string;
  /** The error's name, the verdict. @default it has none */
  readonly error?: string;
  readonly cause?: string;
  /** Where in a template. */
  readonly place?: string;
  /** The role that was refused, with the smallest statement that would have allowed it. */
  readonly denied?: PermissionCheck;
  /** The visit of the state that failed, as `Visit.path`. */
  readonly visit?: string;
  /** Whether the workflow caught it, so that it went well all the same. */
  readonly isCaught: boolean;
}

/** Ways to fail, the first that applies being the reason for those after it. */
const REASONS: readonly ((trace: Trace) => Omit<FailureAnswer, "isCaught"> | undefined)[] = [
  ({ permissions }) => findDenial({ permissions: permissions.filter(({ by }) => by === "authorizer") }),
  findRefusal,
  findUnrouted,
  ({ request }) => findTemplateError("request", "request template", request),
  findDenial,
  ({ execution }) => execution && findFailedState(execution),
  findCallError,
  ({ response }) => findTemplateError("response", "response template", response),
  findAnswer,
];

/** Returns why a trace failed, or what its workflow caught; undefined where nothing failed, or it is not over. */
export function findFailure(trace: Trace): FailureAnswer | undefined {
  if (trace.outcome === "ok" || trace.outcome === "running") return undefined;
  for (const find of REASONS) {
    const found = find(trace);
    if (found) return { ...found, isCaught: trace.outcome === "caught" };
  }
  return undefined;
}

function findRefusal({ verdicts }: Trace): Omit<FailureAnswer, "isCaught"> | undefined {
  const refused = verdicts.find(({ allowed }) => !allowed);
  if (refused === undefined) return undefined;
  const { by, name, why } = refused;
  return { stage: "verdicts", what: name === undefined ? by : `${by} '${name}'`, error: "refused", cause: why };
}

function findUnrouted({ selection }: Trace): Omit<FailureAnswer, "isCaught"> | undefined {
  if (selection === undefined || selection.chosen !== undefined) return undefined;
  return { stage: "selection", what: "route selection", error: "no route", cause: selection.why };
}

function findTemplateError(
  stage: StageId,
  name: string,
  template: RenderedTemplate | undefined,
): Omit<FailureAnswer, "isCaught"> | undefined {
  if (template?.error === undefined) return undefined;
  const { source, error } = template;
  const key = source.key === undefined ? name : `${name} '${source.key}'`;
  const position = [error.line, error.column].filter((one) => one !== undefined).join(":");
  const place = [source.file, position].filter((one) => one !== undefined && one !== "").join(":");
  return { stage, what: key, cause: error.message, ...(place !== "" && { place }) };
}

function findDenial({
  permissions,
  execution,
}: Pick<Trace, "permissions" | "execution">): Omit<FailureAnswer, "isCaught"> | undefined {
  const denied = permissions.find(({ allowed }) => !allowed);
  if (denied === undefined) return undefined;
  const visit = execution && findFailedVisit(execution)?.path;
  return {
    stage: "permissions",
    what: describeRequest(denied),
    error: denied.statement === undefined ? "no statement allows it" : "a statement denies it",
    cause: denied.why,
    denied,
    ...(visit !== undefined && { visit }),
  };
}

function describeRequest({ roleArn, principal, by, action }: PermissionCheck): string {
  if (roleArn === undefined) return `${action} by ${principal}${by === undefined ? "" : ` for the ${by}`}`;
  return `${action} by ${by === undefined ? "" : `the ${by}'s `}role '${roleArn.split("/").at(-1)}'`;
}

function findFailedState(execution: ExecutionTrace): Omit<FailureAnswer, "isCaught"> | undefined {
  const failed = findFailedVisit(execution);
  const { error = failed?.state.failures.at(-1)?.error, cause = failed?.state.failures.at(-1)?.cause } = execution;
  if (failed === undefined && /^(SUCCEEDED|RUNNING)$/.test(execution.status)) return undefined;
  return {
    stage: "execution",
    what: failed ? `state '${failed.state.name}'` : "the execution",
    error: error ?? execution.status,
    ...(cause !== undefined && { cause }),
    ...(failed && { visit: failed.path }),
  };
}

/**
 * The visit that failed the execution: of the states on the outermost level the one that failed, and within it the
 * innermost. Where none was fatal, the first whose failure was caught.
 */
export function findFailedVisit({ states }: ExecutionTrace): Visit | undefined {
  const visits = listVisits(states);
  const outermost = visits.filter(({ depth }) => depth === 0);
  const failed = outermost.findLast(hasFailed) ?? outermost.find(({ state }) => state.status === "caught");
  if (failed === undefined) return visits.find(({ state }) => state.failures.length > 0);
  return findInnermost(failed, visits);
}

function hasFailed({ state }: Visit): boolean {
  return state.status === "failed";
}

/** A branch or an iteration is named by the state around it, where no state within failed. */
function findInnermost(outer: Visit, visits: readonly Visit[]): Visit {
  const isWithin = ({ path, depth }: Visit) => depth === outer.depth + 1 && path.startsWith(`${outer.path}.`);
  const inner = visits.find((visit) => isWithin(visit) && hasFailed(visit));
  if (inner === undefined) return outer;
  const found = findInnermost(inner, visits);
  return isInner(found.state) ? outer : found;
}

function findCallError({ call }: Trace): Omit<FailureAnswer, "isCaught"> | undefined {
  if (call === undefined || (call.error === undefined && (call.status ?? 200) < 400)) return undefined;
  const cause = call.error ?? call.answer?.text;
  return {
    stage: "call",
    what: call.action ?? `${call.type} integration`,
    ...(call.status !== undefined && { error: `status ${call.status}` }),
    ...(cause !== undefined && { cause }),
  };
}

/** What is known of any failure. */
function findAnswer({ status, failure, frame }: Trace): Omit<FailureAnswer, "isCaught"> {
  return { stage: "frame", what: "the answer", error: String(status), cause: failure ?? frame.why };
}
