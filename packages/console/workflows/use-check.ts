import type { CheckAnswer, CheckRequest } from "@sfn-websocket/local/console/editor-api";
import { postJson } from "../call-api";
import { useAnswer } from "../components/use-answer";
import { edition } from "../inventory";

/** Milliseconds without typing after which a text is checked. */
const SETTLE = 250;

export interface Checked extends CheckAnswer {
  /** The text that was checked. */
  readonly text: string;
  /** Why it could not be checked. */
  readonly problem?: string;
}

/** What is wrong with a definition, as soon as nobody types; undefined before the first answer. */
export function useCheck(request: CheckRequest): Checked | undefined {
  const { definition, type, stateMachineArn } = request;
  const ask = async (signal: AbortSignal): Promise<Checked> => ({
    ...(await postJson<CheckAnswer>("check", request, signal)),
    text: definition,
  });
  // Another version may give the placeholders other values.
  const { answer, problem } = useAnswer(ask, [definition, type, stateMachineArn, edition.value], SETTLE);
  return problem === undefined ? answer : { problems: [], text: definition, problem };
}
