import { chooseTargets, type ConfigurationGraph, dropKeys, readGraph } from "./choose-targets";

/** Runs Terraform with arguments, told each line that it prints; resolves to its status. */
export type Run = (args: readonly string[], take: (line: string) => void) => Promise<number | null>;

/** What is known of a configuration from one apply to the next; addresses are without keys. */
export interface Unemulated {
  /** What is found to be not emulated. */
  readonly found: Set<string>;
  /** What was told to be left out. */
  readonly told: Set<string>;
}

/** What of a configuration is left out, since it is not emulated. */
export interface LeftOut {
  /** Whether an apply without these addresses may come further than the one that found them. */
  takes(unknown: readonly string[]): boolean;
  /** Terraform's options for all but what is left out, which is told when it becomes more; none where it is nothing. */
  listTargets(): Promise<readonly string[]>;
}

interface LeftOutOptions {
  /** @default nothing is left out */
  readonly unemulated?: Unemulated | undefined;
  /** Writes lines of progress. */
  readonly print: (text: string) => void;
}

/** @throws Error where nothing would be made. */
export function createLeftOut({ unemulated, print }: LeftOutOptions, run: Run): LeftOut {
  /** Nothing where the program fails: an apply says what is wrong better. */
  const ask = async (args: readonly string[]): Promise<readonly string[]> => {
    const lines: string[] = [];
    return (await run(args, (line) => lines.push(line))) === 0 ? lines : [];
  };
  let graph: ConfigurationGraph | undefined;
  return {
    takes(unknown) {
      const more = unknown.filter((address) => unemulated?.found.has(address) === false);
      more.forEach((address) => unemulated?.found.add(address));
      return more.length > 0;
    },
    async listTargets() {
      if (unemulated === undefined || unemulated.found.size === 0) return [];
      // One that has nothing is of a configuration that cannot be read.
      graph ??= readGraph((await ask(["graph"])).join("\n"));
      if (graph.addresses.length === 0) return [];
      const { targets, leftOut } = chooseTargets(graph, unemulated.found);
      // First what is not emulated, then what rests on it.
      const causes = leftOut.filter((address) => unemulated.found.has(address));
      new Set([...causes, ...leftOut]).forEach((address) => tell(address, unemulated, print));
      if (targets.length === 0) throw new Error(NOTHING);
      // What is gone from the configuration is to go here too, and is a target as well.
      const { addresses } = graph;
      const made = await ask(["state", "list"]);
      const gone = made.filter((address) => !addresses.includes(dropKeys(address)));
      return [...targets, ...gone].map((address) => `-target=${address}`);
    },
  };
}

const NOTHING = "--emulated-only: nothing is left to serve; all of the configuration is not emulated, or rests on such";

function tell(address: string, { found, told }: Unemulated, print: (text: string) => void): void {
  if (told.has(address)) return;
  told.add(address);
  print(`  left out ${address}: it ${found.has(address) ? "is not emulated" : "rests on what is left out"}\n`);
}
