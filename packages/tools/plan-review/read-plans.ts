import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { Plan } from "./plan";
import { readPlan } from "./read-plan";
import { parsePlanBytes } from "./refuse-input";

/**
 * The plans of some files, each with its stack's name from the file's; `-` is standard input.
 *
 * @throws Error for a file that cannot be read or holds no plan.
 */
export function readPlans(inputs: readonly string[]): Plan[] {
  return inputs.map((input) => {
    const where = input === "-" ? "standard input" : input;
    return readPlan({ where, stack: nameStack(input) }, parsePlanBytes(where, readBytes(input)));
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

/** `chat` for `chat.json`, `chat.plan.json` and `chat/plan.json`. */
function nameStack(input: string): string {
  if (input === "-") return "standard input";
  const name = basename(input)
    .replace(/\.json$/, "")
    .replace(/[.-](tf)?plan$/, "");
  return /^(tf)?plan$/.test(name) ? basename(dirname(resolve(input))) : name;
}
