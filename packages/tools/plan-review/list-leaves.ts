import { isJsonObject, readOwn } from "@sfn-websocket/languages/json";
import type { FieldChange } from "./compare-definitions";

/** The innermost members of a field that are not what they were: `Retry[0].MaxAttempts`, 2 and 4. */
export function listLeaves({ name, before, after }: FieldChange): FieldChange[] {
  if (Array.isArray(before) && Array.isArray(after))
    return Array.from({ length: Math.max(before.length, after.length) }).flatMap((_, index) =>
      compare({ name: `${name}[${index}]`, before: before[index], after: after[index] }),
    );
  if (!isJsonObject(before) || !isJsonObject(after)) return [{ name, before, after }];
  return Object.keys({ ...before, ...after }).flatMap((member) => {
    const path = /^[\w$]+$/.test(member) ? `${name}.${member}` : `${name}[${JSON.stringify(member)}]`;
    return compare({ name: path, before: readOwn(before, member), after: readOwn(after, member) });
  });
}

function compare(field: FieldChange): FieldChange[] {
  return field.before === field.after ? [] : listLeaves(field).filter(differs);
}

function differs({ before, after }: FieldChange): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}
