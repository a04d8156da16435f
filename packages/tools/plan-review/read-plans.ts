import { readFileSync } from "node:fs";
import { requireRead } from "@sfn-websocket/run/require-file";
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
    const read = () => readFileSync(input === "-" ? 0 : input);
    const json = parsePlanBytes(where, requireRead(where, { what: "what 'terraform show -json' printed", read }));
    return readPlan({ where, stack: names[index] ?? nameStack(input, json) }, json);
  });
}
