import { compareAnswer } from "../smoke/judge-exchange";
import type { Expectation } from "../smoke/options";
import { readAnswer } from "../smoke/read-answer";

/** An answer as it counts. */
export interface JudgedAnswer {
  /** Whether it is an error of API Gateway's or of a service's, which repeats nothing of its message. */
  readonly isError: boolean;
  /** What is wrong with it, in the same words for the same cause. @default it is as expected */
  readonly problem?: string;
}

/** Judges an answer as the smoke test does. @param expect by default SUCCEEDED where the answer has a status, else no error */
export function judgeAnswer(text: string, expect: Expectation | undefined): JudgedAnswer {
  const answer = readAnswer(text);
  if (answer.kind === "error") return { isError: true, problem: answer.message };
  const finding = compareAnswer(answer, expect);
  return { isError: false, ...(finding && { problem: finding.what }) };
}
