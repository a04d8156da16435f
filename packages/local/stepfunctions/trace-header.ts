import { createTraceRoot } from "../trace-root";
import type { StateMachine } from "./resources";

const ROOT = /(?:^|;)Root=1-[\da-f]{8}-[\da-f]{24}(?:;|$)/;
const SAMPLED = /(?:^|;)Sampled=/;

/** The trace headers of a call. */
export interface GivenTrace {
  /** That of HTTP, made when it is asked for. @default there is none */
  readonly http?: (() => string) | undefined;
  /** The request's own. @default it has none */
  readonly request: string | undefined;
}

/**
 * What an execution shows of its trace, undefined for nothing. *Recorded* (radkawar/stackd, us-west-2, September 2026): one
 * of the request is shown whether the machine is traced or not, with a new root in place of one that X-Ray does not take, and
 * with the decision to sample that it lacks; of a machine that is traced a header of HTTP counts before it. *Assumed*: of one
 * that is not, that of HTTP, which API Gateway always sends, counts for nothing.
 */
export function readTraceHeader(
  { http, request }: GivenTrace,
  { tracingConfiguration }: StateMachine,
): string | undefined {
  const isTraced = tracingConfiguration?.enabled === true;
  const given = (isTraced ? http?.() : undefined) ?? request;
  if (given === undefined) return isTraced ? `${createTraceRoot()};Sampled=1` : undefined;
  if (!ROOT.test(given)) return `${createTraceRoot()};Sampled=${/(?:^|;)Sampled=0/.test(given) ? 0 : 1}`;
  return SAMPLED.test(given) ? given : `${given};Sampled=1`;
}
