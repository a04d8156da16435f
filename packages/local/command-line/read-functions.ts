import { type FunctionModule, readFunctionOption } from "../lambda/function-module";
import type { LocalSettings } from "./local-settings";

/**
 * The modules that run functions, by the functions' names: those of `cdktf.json`, and those that `--lambda` names, which
 * count more.
 *
 * @throws Error when a text is not NAME=MODULE, no module is there, or two are given for one name.
 */
export function readFunctions(
  given: readonly string[],
  { lambda = {} }: LocalSettings,
): ReadonlyMap<string, FunctionModule> {
  const read = (where: string) => (text: string) => readFunctionOption(text, { where, root: process.cwd() });
  const settings = Object.entries(lambda).map(([name, module]) => `${name}=${module}`);
  const functions = given.map(read("--lambda"));
  const twice = functions.find(([name], index) => functions.findIndex(([each]) => each === name) < index);
  if (twice !== undefined) throw new Error(`--lambda: a function twice, got '${twice[0]}'; name one module for it`);
  return new Map([...settings.map(read("cdktf.json: local.lambda")), ...functions]);
}
