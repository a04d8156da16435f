import { Token } from "cdktf";
import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import {
  checkPlaceholders,
  checkWrittenReferences,
  fillDefinition,
  listPlaceholders,
  LOCATION_PLACEHOLDERS,
  SAMPLE_LOCATION,
} from "@sfn-websocket/languages/states-language/definition-substitutions";
import { suggestName } from "@sfn-websocket/languages/nearest-name";
import { checkSubstitutedCode } from "@sfn-websocket/languages/states-language/substituted-code";
import type { AwsLocation } from "../names/aws-location";
import { findPartition, SAMPLE_PARTITION } from "../names/partition";
import { escapeTerraform } from "../names/terraform-text";

/** Values by the names that stand in a definition as `${Name}`; references to resources are welcome. */
export type Substitutions = Readonly<Record<string, string>>;

/** The substitutions with those that are always there. */
export function completeSubstitutions(substitutions: Substitutions, location: AwsLocation): Substitutions {
  const { partition, region, account } = location;
  return { ...substitutions, Partition: partition, Region: region, AccountId: account };
}

const PLACEHOLDER = /(\$?\$\{[A-Za-z0-9_]+\})/;
/** Terraform's own reference within a value. */
const REFERENCE = /(\$\{[^}]*\})/;

/**
 * The definition as Terraform gets it: every `${Name}` holds its value, the rest is word for word; `$${Name}` is the text
 * `${Name}`.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html
 * documented, as DefinitionSubstitutions
 */
export function substituteDefinition(definition: string, substitutions: Substitutions): string {
  return definition
    .split(PLACEHOLDER)
    .map((part) => {
      const [, name] = /^\$\{(\w+)\}$/.exec(part) ?? [];
      const value = name === undefined ? undefined : findValue(name, substitutions);
      if (value !== undefined) return writeValue(value);
      // A doubled dollar is Terraform's own mark of a text.
      return /^\$\$\{\w+\}$/.test(part) ? part : escapeTerraform(part);
    })
    .join("");
}

/** The definition that Step Functions would get, for its validation; what only Terraform knows is an ARN there. */
export function fillInSamples(definition: string, substitutions: Substitutions, region: string): string {
  const known: Substitutions = {
    ...substitutions,
    ...SAMPLE_LOCATION,
    Region: region,
    Partition: findPartition(region) ?? SAMPLE_PARTITION,
  };
  return fillDefinition(definition, (name) => {
    const value = findValue(name, known);
    return value !== undefined && hasReference(value) ? SAMPLE : value;
  });
}

const SAMPLE = "arn:aws:lambda:us-east-1:123456789012:function:sample";

/**
 * The problems of a definition's placeholders and of what is to stand for them, as `<what is wrong>, got <value>; <what to
 * do>`.
 */
export function checkSubstitutions(definition: Json, substitutions: Substitutions = {}): readonly string[] {
  const placeholders = isJsonObject(definition) ? listPlaceholders(definition) : [];
  const own = Object.keys(substitutions);
  const find = (name: string) => {
    const value = findValue(name, substitutions);
    return value === undefined || hasReference(value) ? undefined : value;
  };
  return [
    ...own.flatMap((name) =>
      checkUse(
        name,
        placeholders.map((placeholder) => placeholder.name),
      ),
    ),
    ...checkPlaceholders(placeholders, {
      names: [...own, ...LOCATION_PLACEHOLDERS],
      advice: "give it in substitutions",
    }),
    ...checkSubstitutedCode(placeholders, find),
    ...checkWrittenReferences(JSON.stringify(definition)),
  ];
}

/** A misspelled one would leave another placeholder without a value; two values for one name leave open which counts. */
function checkUse(name: string, used: readonly string[]): readonly string[] {
  if (LOCATION_PLACEHOLDERS.some((known) => known === name))
    return [`substitutions say what is always there, got '${name}'; choose another name, or remove it`];
  if (used.includes(name)) return [];
  const advice = suggestName(name, used, `write \${${name}} in the definition, or remove it`);
  return [`substitutions stand nowhere in the definition, got '${name}'; ${advice}`];
}

function hasReference(value: string): boolean {
  return Token.isUnresolved(value) || REFERENCE.test(value);
}

function findValue(name: string, substitutions: Substitutions): string | undefined {
  return Object.hasOwn(substitutions, name) ? substitutions[name] : undefined;
}

/** As it stands within a text of JSON, references word for word. */
function writeValue(value: string): string {
  return value
    .split(REFERENCE)
    .map((part, index) => (index % 2 === 0 ? escapeTerraform(JSON.stringify(part).slice(1, -1)) : part))
    .join("");
}
