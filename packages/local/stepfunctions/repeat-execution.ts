import { StartedContext } from "./execution-context";
import { parseExecutionInput } from "./execution-input";
import { ExecutionTrail, type Followed, type FollowedRun } from "./execution-trail";
import type { StateMachine } from "./resources";

/** More than once, where the machine is so busy that the interpreter lets others have their turn. */
const TRIES = 5;

const never = (): never => {
  throw new Error("an execution that is repeated asks for nothing of the world");
};

/** What of a definition gives another result at each run and asks nobody. */
const CHANCE = /\$shuffle\b/;
const repeatable = new WeakMap<StateMachine, boolean>();

/** Whether executions of a machine can be repeated at all. */
export function isRepeatable(machine: StateMachine): boolean {
  const known = repeatable.get(machine) ?? !CHANCE.test(machine.definition);
  repeatable.set(machine, known);
  return known;
}

/**
 * Runs an execution again for its trail, in a world in which no time passes and nothing is left to chance, as it was when
 * the execution ran; undefined where it would have to wait for its turn.
 */
export function repeatExecution(run: FollowedRun, followed: Followed): ExecutionTrail | undefined {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const trail = new ExecutionTrail(followed);
    const input = parseExecutionInput(run.input);
    trail.run = run;
    const outcome = run.machine.prepared.execute({
      input,
      context: new StartedContext({ ...run, input }),
      world: {
        now: () => run.startDate,
        wait: never,
        random: never,
        uuid: never,
        runTask: never,
        keep: trail.keep,
        trail,
      },
    });
    if (outcome instanceof Promise) continue;
    trail.ended = { ...outcome, stopDate: run.startDate };
    return trail;
  }
  return undefined;
}
