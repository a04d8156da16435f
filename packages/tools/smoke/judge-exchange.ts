import type { Exchange, Ending } from "./exchange";
import { recognizeEnding, recognizeError, recognizeFailure } from "./explain";
import { type ExplanationName, EXPLANATIONS } from "./explanations";
import type { Expectation } from "./options";
import { type Answer, readAnswer } from "./read-answer";
import type { Sent } from "./sent";

/** What is not as expected. */
export interface Problem {
  /** What was seen, on one line. */
  readonly what: string;
  readonly name: ExplanationName;
  /** Possible causes, the likeliest first. */
  readonly causes: readonly string[];
}

type Finding = Pick<Problem, "what" | "name">;

/** Characters of a refusal's body that are shown. */
const SHOWN = 500;

/** Returns what is not as expected of an exchange, or undefined: the last answer counts, and none may be an error. */
export function judgeExchange(
  exchange: Exchange,
  expected: Expectation | undefined,
  sent: Sent & { readonly connectTimeout: number },
): Problem | undefined {
  const answers = exchange.received.map(({ text }) => readAnswer(text));
  const last = answers.at(-1);
  const finding =
    answers.map(findError).find((found) => found !== undefined) ??
    describeEnding(exchange, sent) ??
    (last && compareAnswer(last, expected));
  if (!finding) return undefined;
  return { ...finding, what: finding.what.replace(/\s+/g, " "), causes: EXPLANATIONS[finding.name](sent) };
}

function findError(answer: Answer): Finding | undefined {
  if (answer.kind !== "error") return undefined;
  return { what: `the answer is an error: ${answer.message}`, name: recognizeError(answer.message) };
}

function describeEnding(
  { ending, received }: Exchange,
  sent: Pick<Sent, "timeout"> & { readonly connectTimeout: number },
): Finding | undefined {
  if (ending.kind === "answered") return undefined;
  return { what: describe(ending, received.length, sent), name: recognizeEnding(ending, received.length) };
}

function describe(
  ending: Exclude<Ending, { kind: "answered" }>,
  answers: number,
  { timeout, connectTimeout }: { readonly timeout: number; readonly connectTimeout: number },
): string {
  switch (ending.kind) {
    case "unreachable":
      return `cannot connect: ${ending.message}`;
    case "refused":
      return `the connection was refused with HTTP ${ending.status}: ${ending.body.trim().slice(0, SHOWN) || "no body"}`;
    case "unconnected":
      return `no connection within ${connectTimeout} s`;
    case "unanswered":
      return answers > 0 ? `no further answer within ${timeout} s, got ${answers}` : `no answer within ${timeout} s`;
    case "closed":
      return `the connection was closed ${answers > 0 ? `after ${answers} of the answers` : "before an answer"}: ${`${ending.code} ${ending.reason}`.trim()}`;
  }
}

/** What is not as expected of an answer that is no error. */
export function compareAnswer(answer: Answer, expected: Expectation | undefined): Finding | undefined {
  if (expected === "any") return undefined;
  const statuses = statusesOf(answer);
  const wanted = expected ?? "SUCCEEDED";
  if (statuses.length === 0)
    return expected && { what: `the answer has no status, expected ${wanted}`, name: "noStatus" };
  if (statuses.includes(wanted)) return undefined;
  return { what: `the execution is ${statuses[0]}, expected ${wanted}`, name: recognizeStatus(answer) };
}

/** The error and cause alone do not tell whether a workflow with States.Timeout failed or timed out. */
function statusesOf(answer: Answer): readonly string[] {
  if (answer.kind === "execution") return [answer.status];
  if (answer.kind !== "failure") return [];
  return answer.error === "States.Timeout" ? ["FAILED", "TIMED_OUT"] : ["FAILED"];
}

function recognizeStatus(answer: Answer): ExplanationName {
  if (answer.kind === "failure") return recognizeFailure(answer.error, answer.cause);
  if (answer.kind !== "execution" || answer.status === "SUCCEEDED") return "succeeded";
  if (answer.status === "TIMED_OUT") return "workflowTimedOut";
  const { error, cause } = answer.execution;
  return recognizeFailure(String(error ?? ""), String(cause ?? ""));
}
