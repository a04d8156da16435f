import { useEffect, useState } from "preact/hooks";
import type { CheckAnswer, CheckRequest } from "@sfn-websocket/local/console/api";
import { postJson } from "../call-api";
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
export function useCheck({ definition, type, stateMachineArn }: CheckRequest): Checked | undefined {
  const [checked, setChecked] = useState<Checked | undefined>(undefined);
  // Another version may give the placeholders other values.
  const version = edition.value;
  useEffect(() => {
    const stop = new AbortController();
    const check = async () => {
      const request = { definition, type, stateMachineArn };
      const answer = await postJson<CheckAnswer>("check", request, stop.signal).catch((error: Error) => ({
        problems: [],
        problem: error.message,
      }));
      if (!stop.signal.aborted) setChecked({ ...answer, text: definition });
    };
    const timer = setTimeout(() => void check(), SETTLE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [definition, type, stateMachineArn, version]);
  return checked;
}
