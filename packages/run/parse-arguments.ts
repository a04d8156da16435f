import { parseArgs, type ParseArgsConfig } from "node:util";

/**
 * What the options and arguments of a command line say, as Node's `parseArgs` reads them. Throws what Node would take in
 * silence: an option that is taken once and stands there twice, whose first value would be dropped; and an empty value,
 * as of a variable of the shell that is not set.
 *
 * @param mayBeEmpty the options for which an empty value is one like others
 */
export function parseArguments<Config extends ParseArgsConfig>(
  config: Config,
  mayBeEmpty: readonly string[] = [],
): ReturnType<typeof parseArgs<Config>> {
  const parsed = parseArgs(config);
  const { tokens = [] } = parseArgs({ ...config, tokens: true });
  const given: string[] = [];
  for (const token of tokens) {
    if (token.kind !== "option" || token.value === undefined) continue;
    const { name, value } = token;
    if (value.trim() === "" && !mayBeEmpty.includes(name))
      throw new Error(`--${name}: has an empty value, got '${value}'; give one, or drop the option`);
    if (given.includes(name) && !config.options?.[name]?.multiple)
      throw new Error(`--${name}: is taken once, got it twice; keep one of the two`);
    given.push(name);
  }
  return parsed;
}
