import { parseArgs, type ParseArgsConfig } from "node:util";
import { suggestName } from "@sfn-websocket/languages/nearest-name";

/** The forms of options: one with a value, one that may be given again, one that is given or not. */
export const TEXT = { type: "string" } as const;
export const LIST = { type: "string", multiple: true, default: [] as string[] } as const;
export const FLAG = { type: "boolean", default: false } as const;

/** Thrown where a command line asks for help. */
export class HelpAsked extends Error {}

/**
 * What the options and arguments of a command line say, as Node's `parseArgs` reads them; every one may have `--help`.
 * Throws what is wrong with them in the developer form, and what Node would take in silence: an option that is taken once
 * and stands there twice, whose first value would be dropped; and an empty value, as of a variable of the shell that is
 * not set.
 *
 * @param mayBeEmpty the options for which an empty value is one like others
 * @throws HelpAsked
 */
export function parseArguments<Config extends ParseArgsConfig>(
  config: Config,
  mayBeEmpty: readonly string[] = [],
): ReturnType<typeof parseArgs<Config>> {
  const { tokens = [] } = parse({ ...config, options: { ...config.options, help: FLAG }, tokens: true });
  if (tokens.some((token) => token.kind === "option" && token.name === "help")) throw new HelpAsked();
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
  return parseArgs(config);
}

/** The name that a text is, among those that are known. @throws Error, of `where`, with the nearest name */
export function requireKnown<Name extends string>(where: string, text: string, known: readonly Name[]): Name {
  const found = known.find((name) => name === text);
  if (found !== undefined) return found;
  throw new Error(`${where}: is not known, got '${text}'; ${suggestName(text, known, `use ${known.join(", ")}`)}`);
}

/** The only argument, a file's name. @throws Error, of `where`, for none and for several */
export function requireOne(where: string, positionals: readonly string[], example: string): string {
  const [file, ...more] = positionals;
  if (file !== undefined && more.length === 0) return file;
  throw new Error(`${where}: not one file, got '${positionals.join(" ")}'; name one, e.g. ${example}`);
}

function parse<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    const write = NODE_WORDS[code];
    if (write === undefined) throw error;
    throw new Error(
      write(
        message,
        Object.keys(config.options ?? {}).map((name) => `--${name}`),
      ),
    );
  }
}

/** Node's own words for bad use, in the developer form. */
const NODE_WORDS: Readonly<Record<string, (message: string, options: readonly string[]) => string>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: (message, options) =>
    `${quoted(message)}: no such option; ${suggestName(quoted(message), options, "drop it")}`,
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: (message) => `argument: none is taken here, got '${quoted(message)}'; drop it`,
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: (message) =>
    /argument missing|ambiguous/.test(message)
      ? `${optionOf(message)}: its value is missing; write '${optionOf(message)}=VALUE'`
      : `${optionOf(message)}: takes no value; drop it`,
};

const quoted = (message: string): string => /'([^']*)'/.exec(message)?.[1] ?? message;

const optionOf = (message: string): string => /--[\w-]+|-\w\b/.exec(message)?.[0] ?? quoted(message);
