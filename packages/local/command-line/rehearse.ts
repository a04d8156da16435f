import { runInTurns, type Steps } from "@sfn-websocket/languages/states-language/world/steps";
import { createAws } from "../account/aws";
import { createClock } from "../clock";
import type { FunctionRuntime } from "../lambda/function-runtime";
import { loadInSteps } from "../terraform/load-stacks";
import { readStacks } from "../terraform/synthesized";

/**
 * Loads, into an account of nobody's, what the last synthesis wrote, until `isOver`: what runs for the first time takes
 * longest, and has run when the new stacks come. What is wrong in the old ones is nobody's concern.
 */
export async function rehearse(folder: string, isOver: () => boolean): Promise<void> {
  await runInTurns(loadUntil(folder, isOver)).catch(() => undefined);
}

/** No function runs, and so none is unpacked. */
const NO_FUNCTIONS: FunctionRuntime = {
  codes: {
    keep: ({ length }) => ({ sha256: "", size: length }),
    folderOf: () => "",
    archiveOf: () => "",
    retain: () => undefined,
  },
  run: () => Promise.reject(new Error("functions: none runs in a rehearsal")),
  stop: () => undefined,
};

function* loadUntil(folder: string, isOver: () => boolean): Steps<void> {
  const aws = createAws({ clock: createClock(), log: () => undefined, functions: NO_FUNCTIONS });
  for (const stack of readStacks(folder)) {
    for (const step of loadInSteps(stack, aws)) {
      if (isOver()) return;
      yield step;
    }
  }
}
