import { suggestName } from "@sfn-websocket/languages/nearest-name";
import { FLAG, LIST } from "@sfn-websocket/run/parse-arguments";

/** Which checks are made, and how they are told. */
export interface ChecksOptions {
  /** Texts, one of which a check's name must hold. @default all are made */
  readonly only: readonly string[];
  readonly json: boolean;
}

/** What a command line of `parseArguments` has for that. */
export const CHECKS_OPTIONS = {
  only: LIST,
  json: FLAG,
} as const;

/** What they mean, for the help. */
export const CHECKS_USAGE: Readonly<Record<string, string>> = {
  "--only TEXT": "run only the checks that have this in their names (repeatable)",
  "--json": "print one JSON object instead",
};

/** @throws Error when a text is in no check's name. */
export function requireNames(only: readonly string[], names: readonly string[]): readonly string[] {
  const wrong = only.find((text) => !names.some((name) => name.includes(text)));
  if (wrong === undefined) return only;
  throw new Error(
    `--only: no check has this in its name, got '${wrong}'; ${suggestName(wrong, names, `there are: ${names.join("; ")}`)}`,
  );
}
