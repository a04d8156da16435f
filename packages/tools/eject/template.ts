/** A piece of a string of Terraform's JSON: text as it is written there, its markers doubled, or what stands within `${…}`. */
export type Part = { readonly text: string } | { readonly expression: string };

/**
 * The pieces of a string, which Terraform reads as a template. A directive `%{…}` is kept as text: it means the same there.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#string-templates documented
 */
export function splitTemplate(template: string): readonly Part[] {
  const parts: Part[] = [];
  let text = "";
  let at = 0;
  while (at < template.length) {
    if (template.startsWith("$${", at) || template.startsWith("%%{", at)) {
      text += template.slice(at, at + 3);
      at += 3;
    } else if (template.startsWith("${", at)) {
      const end = findEnd(template, at + 2);
      if (text !== "") parts.push({ text });
      text = "";
      parts.push({ expression: template.slice(at + 2, end) });
      at = end + 1;
    } else text += template[at++];
  }
  return text === "" ? parts : [...parts, { text }];
}

/** Where the brace is that ends an expression: braces within it come in pairs, and those of its own texts count for themselves. */
function findEnd(template: string, start: number): number {
  let depth = 1;
  for (let at = start; at < template.length; at++) {
    const character = template[at];
    if (character === '"') at = skipText(template, at + 1);
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return at;
  }
  return template.length;
}

/** Where the quote is that ends a text within an expression. */
function skipText(template: string, start: number): number {
  for (let at = start; at < template.length; at++) {
    if (template[at] === "\\") at++;
    else if (template[at] === '"') return at;
    else if (/^[$%]\{/.test(template.slice(at, at + 2)) && !/[$%]/.test(template[at - 1] ?? ""))
      at = findEnd(template, at + 2);
  }
  return template.length;
}

/** The string of Terraform's JSON that the pieces make. */
export function printTemplate(parts: readonly Part[]): string {
  return parts.map((part) => ("text" in part ? part.text : `\${${part.expression}}`)).join("");
}

/** The pieces as an expression of Terraform's own language. */
export function printExpression(parts: readonly Part[]): string {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0 && "expression" in only) return only.expression;
  const quoted = parts.map((part) => ("text" in part ? quoteText(part.text) : `\${${part.expression}}`));
  return `"${quoted.join("")}"`;
}

/** As it stands between the quotes of Terraform's own language, where markers are doubled as in its JSON. */
function quoteText(text: string): string {
  const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  return text.replaceAll(/[\\"\n\r\t]/g, (character) => escapes[character] ?? character);
}

/** The text that Terraform makes of a piece of text. */
export function unescapeTerraform(text: string): string {
  return text.replaceAll(/([$%])\1(?=\{)/g, "$1");
}

/** Text that Terraform prints back as `text`: its two markers, `${` and `%{`, are doubled. */
export function escapeTerraform(text: string): string {
  return text.replaceAll(/[$%](?=\{)/g, "$&$&");
}
