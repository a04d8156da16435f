/**
 * What an update does with a map that it gives empty: it leaves the old one as it is, or empties it. For stage variables
 * and access log settings *recorded*: nothing changes. For other maps nobody has told, so that both can be tried.
 * @see https://github.com/go-to-k/cdk-real-drift/issues/806 recorded there, seen live
 */
export type EmptyMaps = "keep" | "clear";

/** How an update is applied. */
export interface ChangeOptions {
  /** The maps and structures that keep what the update does not give. @default none */
  readonly merged?: readonly string[];
  /** @default "clear" */
  readonly emptyMaps?: EmptyMaps;
}

/** A resource after an update, which may have removed any member that it gives. */
export type Changed<T, Given> = Omit<T, keyof Given> & {
  readonly [Name in keyof Given]?: Given[Name] | (Name extends keyof T ? T[Name] : never);
};

/**
 * Returns the resource with the members of an update: a member that is given replaces the old one, and an empty text
 * removes it. The maps that `merged` names keep the entries that the update does not give, and lose those that it gives
 * as an empty text.
 * @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html
 */
export function applyChanges<T extends object, Given extends object>(
  resource: T,
  given: Given,
  { merged = [], emptyMaps = "clear" }: ChangeOptions = {},
): Changed<T, Given> {
  const before: Members = Object.fromEntries(Object.entries(resource));
  const counts = (value: unknown) => emptyMaps === "clear" || !isMap(value) || Object.keys(value).length > 0;
  const changed = Object.entries(given)
    .filter(([, value]) => counts(value))
    .map(([name, value]) => [
      name,
      merged.includes(name) && isMap(value) ? { ...asMap(before[name]), ...value } : value,
    ]);
  const members: Members = { ...resource, ...Object.fromEntries(changed) };
  return dropEmpty(members, merged) as Changed<T, Given>;
}

type Members = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const asMap = (value: unknown): Members => (isMap(value) ? value : {});

function dropEmpty(members: Members, merged: readonly string[]): Members {
  const kept = Object.entries(members)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => [name, merged.includes(name) ? dropEmpty(asMap(value), []) : value] as const);
  return Object.fromEntries(kept);
}
