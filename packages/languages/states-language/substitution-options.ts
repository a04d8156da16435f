import {
  checkPlaceholders,
  fillDefinition,
  listPlaceholders,
  LOCATION_PLACEHOLDERS,
  SAMPLE_LOCATION,
} from "./definition-substitutions";
import { listNames, suggestName } from "../nearest-name";
import { parseJsonFile } from "../parse-json-file";
import { checkSubstitutedCode } from "./substituted-code";

/**
 * What `--substitution NAME=VALUE` says, however often it is given.
 *
 * @throws Error in the developer form.
 */
export function readSubstitutions(given: readonly string[] = []): Readonly<Record<string, string>> {
  const read = new Map<string, string>();
  for (const text of given) {
    const [, name, value] = /^(\w+)=([^]*)$/.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw new Error(`--substitution: not a name and a value, got '${text}'; write it as in TableName=orders`);
    if (read.has(name)) throw new Error(`--substitution: a name twice, got '${text}'; remove one of the two`);
    read.set(name, value);
  }
  return Object.fromEntries(read);
}

/**
 * The definition of a file with its values, those of AWS's examples for `LOCATION_PLACEHOLDERS` that are not given.
 *
 * @throws Error in the developer form for what is no JSON, a placeholder without a value, a value without a placeholder.
 */
export function substituteDefinition(
  file: string,
  definition: string,
  substitutions: Readonly<Record<string, string>>,
): string {
  const placeholders = listPlaceholders(parseJsonFile(file, definition));
  const values = new Map(Object.entries({ ...SAMPLE_LOCATION, ...substitutions }));
  const find = (name: string) => values.get(name);
  const used = placeholders.map(({ name }) => name);
  for (const name of Object.keys(substitutions)) {
    if (used.includes(name) || LOCATION_PLACEHOLDERS.some((known) => known === name)) continue;
    throw new Error(
      `--substitution: stands nowhere in ${file}, got '${name}'; ${suggestName(name, used, `its placeholders are ${listNames(used)}`)}`,
    );
  }
  const [problem] = [
    ...checkPlaceholders(placeholders, { names: [...values.keys()], advice: "give it by --substitution" }),
    ...checkSubstitutedCode(placeholders, find),
  ];
  if (problem !== undefined) throw new Error(`${file}: ${problem}`);
  return fillDefinition(definition, find);
}
