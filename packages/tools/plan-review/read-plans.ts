import { readFileSync } from "node:fs";
import { nameStack } from "./name-stack";
import type { Plan } from "./plan";
import { readPlan } from "./read-plan";
import { parsePlanBytes } from "./refuse-input";

/**
 * The plans of some files, each of the stack that `names` says, or that the file or the plan does; `-` is standard input.
 *
 * @throws Error for a file that cannot be read or holds no plan.
 */
export function readPlans(inputs: readonly string[], names: readonly string[] = []): Plan[] {
  return inputs.map((input, index) => {
    const where = input === "-" ? "standard input" : input;
    const json = parsePlanBytes(where, readBytes(input));
    return readPlan({ where, stack: names[index] ?? nameStack(input, json) }, json);
  });
}

function readBytes(input: string): Buffer {
  try {
    return readFileSync(input === "-" ? 0 : input);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new Error(`${input}: cannot be read, got ${code}; name what 'terraform show -json' printed`);
  }
}
