import { isJsonObject, type Json } from "../json";
import { suggestName } from "../nearest-name";

/** What stands for a placeholder; undefined where nothing does. */
export type FindSubstitution = (name: string) => string | undefined;

/** The placeholders that every definition may have without saying what stands for them. */
export const LOCATION_PLACEHOLDERS = ["Partition", "Region", "AccountId"] as const;

/** The values of `LOCATION_PLACEHOLDERS` in AWS's own examples. */
export const SAMPLE_LOCATION: Readonly<Record<(typeof LOCATION_PLACEHOLDERS)[number], string>> = {
  Partition: "aws",
  Region: "us-east-1",
  AccountId: "123456789012",
};

const PLACEHOLDER = /(\$?)\$\{([A-Za-z0-9_]+)\}/g;

/**
 * The text with a value for each placeholder `${Name}`. One without a value stays; a doubled dollar stands for one, as in
 * Terraform's templates: `$${Name}` is the text `${Name}`.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html
 * documented, as DefinitionSubstitutions
 */
export function fillPlaceholders(text: string, find: FindSubstitution): string {
  return text.replaceAll(PLACEHOLDER, (whole, doubled: string, name: string) =>
    doubled === "$" ? whole.slice(1) : (find(name) ?? whole),
  );
}

/** The definition, which is JSON text, with values that stand in its texts. */
export function fillDefinition(definition: string, find: FindSubstitution): string {
  return fillPlaceholders(definition, (name) => {
    const value = find(name);
    return value === undefined ? undefined : JSON.stringify(value).slice(1, -1);
  });
}

/** A placeholder, and where it stands. */
export interface Placeholder {
  readonly name: string;
  /** `/States/Put/Parameters/TableName` */
  readonly location: string;
  /** The text that it stands in. */
  readonly text: string;
  /** The name of the member whose value that text is, or is within a list of. */
  readonly member: string;
}

/** The placeholders of a definition, those in its names too. */
export function listPlaceholders(value: Json, location = "", member = ""): readonly Placeholder[] {
  if (typeof value === "string") return readNames(value).map((name) => ({ name, location, text: value, member }));
  if (Array.isArray(value))
    return value.flatMap((each, index) => listPlaceholders(each, `${location}[${index}]`, member));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => [
    ...readNames(name).map((found) => ({ name: found, location, text: name, member: "" })),
    ...listPlaceholders(each, `${location}/${name}`, name),
  ]);
}

function readNames(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].flatMap(([, doubled, name = ""]) => (doubled === "$" ? [] : [name]));
}

/** What a definition's placeholders may be. */
export interface KnownPlaceholders {
  readonly names: readonly string[];
  /** How to give a value to one that is none of them: `give it in substitutions`. */
  readonly advice: string;
}

/** The problems of placeholders without a value, as `<what is wrong>, got <value>; <what to do>`, each name once. */
export function checkPlaceholders(
  placeholders: readonly Placeholder[],
  { names, advice }: KnownPlaceholders,
): readonly string[] {
  const missing = placeholders.filter(({ name }) => !names.includes(name));
  const first = missing.filter(({ name }, at) => missing.findIndex((other) => other.name === name) === at);
  return first.map(({ name, location }) => {
    const suggestion = suggestName(name, names, `${advice}, or write $\${${name}} for the text itself`);
    return `placeholder has no value, got '\${${name}}' at ${location}; ${suggestion}`;
  });
}

/** A reference of Terraform's in a definition's text: `${aws_dynamodb_table.orders.name}`, `${var.table}`. */
const WRITTEN_REFERENCE =
  /(?<!\$)\$\{((?:data\.)?[a-z][a-z0-9]*_\w+\.[\w-]+(?:\.[\w-]+)*|(?:var|local|module)\.[\w.-]+)\}/g;

/**
 * The problems of references to what Terraform knows, as `<what is wrong>, got <value>; <what to do>`, each once. Terraform
 * never sees one: the definition is a file, whose text reaches Step Functions as it is written.
 */
export function checkWrittenReferences(definition: string): readonly string[] {
  const found = new Set([...definition.matchAll(WRITTEN_REFERENCE)].map(([whole]) => whole));
  return [...found].map(
    (whole) =>
      `a reference of Terraform's is text in a definition, got '${whole}'; write \${Name}, and what it stands for in substitutions`,
  );
}
