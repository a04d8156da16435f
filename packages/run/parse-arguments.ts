import { parseArgs, type ParseArgsConfig } from "node:util";

/**
 * What the options and arguments of a command line say, as Node's `parseArgs` reads them. Throws where an option that
 * is taken once stands there with two values: Node would take the last, and drop the first in silence.
 */
export function parseArguments<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  const parsed = parseArgs(config);
  const { tokens = [] } = parseArgs({ ...config, tokens: true });
  const given = tokens.flatMap((token) => (token.kind === "option" && token.value !== undefined ? [token.name] : []));
  const twice = given.find((name, index) => !config.options?.[name]?.multiple && given.indexOf(name) < index);
  if (twice === undefined) return parsed;
  const { length } = given.filter((name) => name === twice);
  throw new Error(`--${twice}: is taken once, got it ${length} times; keep one of them`);
}
