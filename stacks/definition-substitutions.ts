import { Token } from "cdktf";
import { suggestName } from "@sfn-websocket/languages/states-language/nearest-name";
import { escapeTerraform } from "./terraform-text";

/** Values by the names that stand in a definition as `${Name}`; references to resources are welcome. */
export type DefinitionSubstitutions = Readonly<Record<string, string>>;

const PLACEHOLDER = /\$\{([A-Za-z0-9_]+)\}/g;

/**
 * The definition as Terraform gets it: every `${Name}` of the substitutions holds its value, the rest is word for word.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html
 * documented, as DefinitionSubstitutions
 */
export function substituteDefinition(definition: string, substitutions: DefinitionSubstitutions = {}): string {
  const parts = definition.split(PLACEHOLDER);
  // Texts stand at even places, the names between them at odd ones.
  return parts
    .map((part, index) => {
      if (index % 2 === 0) return escapeTerraform(part);
      const value = findValue(part, substitutions);
      return value === undefined ? escapeTerraform(`\${${part}}`) : writeValue(value);
    })
    .join("");
}

/** The definition that Step Functions would get, for its validation; what only Terraform knows is an ARN there. */
export function fillInSamples(definition: string, substitutions: DefinitionSubstitutions = {}): string {
  return definition.replaceAll(PLACEHOLDER, (placeholder, name: string) => {
    const value = findValue(name, substitutions);
    if (value === undefined) return placeholder;
    return Token.isUnresolved(value) ? SAMPLE : writeValue(value);
  });
}

const SAMPLE = "arn:aws:lambda:us-east-1:123456789012:function:sample";

/** Substitutions that stand nowhere in the definition: a misspelled one would leave `${Name}` to Step Functions. */
export function checkSubstitutions(definition: string, substitutions: DefinitionSubstitutions = {}): readonly string[] {
  const placeholders = [...definition.matchAll(PLACEHOLDER)].map(([, name = ""]) => name);
  return Object.keys(substitutions)
    .filter((name) => !placeholders.includes(name))
    .map((name) => {
      const advice = suggestName(name, placeholders, `write \${${name}} in the definition, or remove it`);
      return `definitionSubstitutions stand nowhere in the definition, got '${name}'; ${advice}`;
    });
}

function findValue(name: string, substitutions: DefinitionSubstitutions): string | undefined {
  return Object.hasOwn(substitutions, name) ? substitutions[name] : undefined;
}

/** As it stands within a text of JSON. */
function writeValue(value: string): string {
  return Token.isUnresolved(value) ? value : JSON.stringify(value).slice(1, -1);
}
