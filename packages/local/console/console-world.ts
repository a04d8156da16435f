import type { Aws } from "../account/aws";
import type { LoadedStack } from "../terraform/load-stacks";

/** What the console's calls are answered from. */
export interface ConsoleWorld {
  /** The AWS that is served now. */
  readonly aws: () => Aws;
  /** The synthesized stacks that are served now. @default there are none */
  readonly stacks?: (() => readonly LoadedStack[]) | undefined;
  /** Counts the versions that this process has served, from 1. */
  readonly version: () => number;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
  /** The directory of the project whose files are served. @default no file is shown or saved */
  readonly project?: string | undefined;
  /** How many times as fast as real the served clock runs. @default 1 */
  readonly speed?: number;
}
