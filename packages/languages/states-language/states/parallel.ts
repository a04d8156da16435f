import { andThen } from "../../and-then";
import { recordEvent } from "../world/history";
import { withRecovery } from "../execution/recovery";
import { runBranch } from "../execution/run-branch";
import { runBranches } from "../execution/run-branches";
import type { PrepareState } from "../fields/state-fields";

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html */
export const prepareParallel: PrepareState = (definition, preparation) => {
  const next = preparation.requireTransition(definition["Next"]);
  const definitions = Array.isArray(definition["Branches"]) ? definition["Branches"] : [];
  const branches = definitions.map((branch) => preparation.prepareBranch(branch));
  const { fields } = preparation;
  return withRecovery(definition, preparation, (frame) => {
    const input = frame.data;
    return andThen(fields.readArguments(fields.readInput(frame), frame), (passed) => {
      const startedId = recordEvent(frame, "ParallelStateStarted");
      const results = runBranches(frame, {
        count: branches.length,
        limit: branches.length,
        run: (index, inner) => {
          inner.data = passed;
          inner.previousEventId = startedId;
          const branch = branches[index];
          return branch === undefined ? null : runBranch(branch, inner);
        },
      });
      return andThen(results, (outputs) => andThen(fields.writeOutput(frame, input, outputs), () => next));
    });
  });
};
