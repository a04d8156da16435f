import { chooseTargets, dropKeys, readGraph } from "./choose-targets";
import type { Run, TerraformOptions } from "./run-terraform";

/** What of a configuration is left out, since it is not emulated. */
export interface LeftOut {
  /** Whether an apply without these addresses may come further than the one that found them. */
  takes(unknown: readonly string[]): boolean;
  /** Terraform's options for all but what is left out, which is told when it becomes more; none where it is nothing. */
  listTargets(): Promise<readonly string[]>;
}

/** What Terraform says before it has made anything. */
const NO_STATE = /No state file was found/;

/** @throws Error where nothing would be made, or Terraform cannot say what rests on what. */
export function createLeftOut({ program, leftOut, print }: TerraformOptions, run: Run): LeftOut {
  let told: readonly string[] = [];
  const ask = async (args: readonly string[]): Promise<readonly string[]> => {
    const lines: string[] = [];
    const status = await run(args, (line) => lines.push(line));
    if (status === 0) return lines;
    if (lines.some((line) => NO_STATE.test(line))) return [];
    throw new Error(`${program} ${args.join(" ")} ended with ${status}: ${lines.join("\n")}`);
  };
  return {
    takes(unknown) {
      const found = unknown.filter((address) => leftOut?.has(address) === false);
      found.forEach((address) => leftOut?.add(address));
      return found.length > 0;
    },
    async listTargets() {
      if (leftOut === undefined || leftOut.size === 0) return [];
      const graph = readGraph((await ask(["graph"])).join("\n"));
      const choice = chooseTargets(graph, leftOut);
      for (const address of choice.leftOut)
        if (!told.includes(address)) print(`  left out ${address}${describeReason(address, leftOut)}\n`);
      told = choice.leftOut;
      if (choice.targets.length === 0)
        throw new Error(
          "--emulated-only: nothing is left to serve; all of the configuration is not emulated, or rests on such",
        );
      // What is gone from the configuration is to go here too, and is a target as well.
      const made = await ask(["state", "list"]);
      const gone = made.filter((address) => !graph.addresses.includes(dropKeys(address)));
      return [...choice.targets, ...gone].map((address) => `-target=${address}`);
    },
  };
}

const describeReason = (address: string, unknown: ReadonlySet<string>): string =>
  unknown.has(address) ? ": it is not emulated" : ": it rests on what is left out";
