/** Returns what a case file holds, which is trusted beyond the members that are named; throws where one of them is missing. */
export function requireMembers<Case extends object>(value: object, ...names: readonly (keyof Case & string)[]): Case {
  if (hasMembers<Case>(value, names)) return value;
  const held = Object.keys(value).join(", ") || "none";
  throw new Error(`case: a member is missing, got ${held}; it needs ${names.join(", ")}`);
}

const hasMembers = <Case extends object>(value: object, names: readonly string[]): value is Case =>
  names.every((name) => name in value);
