/**
 * Text that Terraform prints back as `text`, character by character: its two template markers, `${` and `%{`, are
 * doubled.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#string-templates documented
 */
export function escapeTerraform(text: string): string {
  return text.replaceAll(/[$%](?=\{)/g, "$&$&");
}

/** Tags that Terraform gives to resources as they are in `tags`, names and values. */
export function escapeTags(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [escapeTerraform(key), escapeTerraform(value)]));
}
