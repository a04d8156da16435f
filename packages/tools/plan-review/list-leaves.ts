import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import type { FieldChange } from "./compare-definitions";

/** The innermost members of a field that are not what they were: `Retry[0].MaxAttempts`, 2 and 4. */
export function listLeaves({ name, before, after }: FieldChange): FieldChange[] {
  if (Array.isArray(before) && Array.isArray(after))
    return Array.from({ length: Math.max(before.length, after.length) }).flatMap((_, index) =>
      compare(`${name}[${index}]`, before[index], after[index]),
    );
  if (!isJsonObject(before) || !isJsonObject(after)) return [put(name, before, after)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((member) => {
    const path = /^[\w$]+$/.test(member) ? `${name}.${member}` : `${name}[${JSON.stringify(member)}]`;
    const [old, current] = [before, after].map((side) => (Object.hasOwn(side, member) ? side[member] : undefined));
    return compare(path, old, current);
  });
}

function compare(name: string, before: Json | undefined, after: Json | undefined): FieldChange[] {
  return before === after
    ? []
    : listLeaves({ name, ...side("before", before), ...side("after", after) }).filter(differs);
}

function put(name: string, before: Json | undefined, after: Json | undefined): FieldChange {
  return { name, ...side("before", before), ...side("after", after) };
}

function side(key: "before" | "after", value: Json | undefined): Partial<FieldChange> {
  return value === undefined ? {} : { [key]: value };
}

function differs({ before, after }: FieldChange): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}
