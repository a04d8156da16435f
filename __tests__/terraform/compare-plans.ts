import type { ResourceChange } from "./terraform-run";

/** What an ejected module has of its own: tags as a map where the stack has none, the place of an archive, its own trigger. */
const OWN = ["tags", "filename", "source_code_hash", "timeouts", "triggers"];

/** What Terraform is going to make, by type and id; documents as what they say. */
export function describeChanges(
  changes: readonly ResourceChange[],
  rename = (_type: string, name: string) => name,
): Readonly<Record<string, unknown>> {
  const described = changes.map(({ type, name, change }) => {
    const kept = Object.entries(change.after ?? {}).filter(([attribute]) => !OWN.includes(attribute));
    const values = Object.fromEntries(kept.map(([attribute, value]) => [attribute, parse(value)]));
    return [`${type}.${rename(type, name)}`, values] as const;
  });
  return Object.fromEntries(described);
}

function parse(value: unknown): unknown {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
