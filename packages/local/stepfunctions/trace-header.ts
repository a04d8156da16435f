import { createTraceRoot } from "../trace-root";
import type { StateMachine } from "./resources";

const ROOT = /(?:^|;)Root=1-[\da-f]{8}-[\da-f]{24}(?:;|$)/;
const SAMPLED = /(?:^|;)Sampled=/;

/**
 * What an execution shows of its trace, undefined for nothing. *Recorded* (radkawar/stackd, us-west-2, September 2026): one
 * that is given is shown whether the machine is traced or not, with a new root in place of one that X-Ray does not take, and
 * with the decision to sample that it lacks; and that a header of HTTP counts before the request's. *Assumed*: that one of
 * HTTP alone, as API Gateway always sends it, is shown where the machine is not traced.
 */
export function readTraceHeader(given: string | undefined, { tracingConfiguration }: StateMachine): string | undefined {
  if (given === undefined) return tracingConfiguration?.enabled ? `${createTraceRoot()};Sampled=1` : undefined;
  if (!ROOT.test(given)) return `${createTraceRoot()};Sampled=${/(?:^|;)Sampled=0/.test(given) ? 0 : 1}`;
  return SAMPLED.test(given) ? given : `${given};Sampled=1`;
}
