import { type FunctionModule, readFunctionOption } from "../lambda/function-module";
import type { LocalSettings } from "./local-settings";

/**
 * The modules that run functions, by the functions' names: those of `cdktf.json`, and those that `--lambda` names.
 *
 * @throws Error when a text is not NAME=MODULE, or no module is there.
 */
export function readFunctions(
  given: readonly string[],
  { lambda = {} }: LocalSettings,
): ReadonlyMap<string, FunctionModule> {
  const settings = Object.entries(lambda).map(([name, module]) => `${name}=${module}`);
  return new Map([...settings, ...given].map((text) => readFunctionOption(text, process.cwd())));
}
