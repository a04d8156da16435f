type NameFile = typeof import("./managed-policy-names.json");

/** Read when a policy of AWS is asked for that is not among those with a document here. */
const loadFile = (): NameFile => require("./managed-policy-names.json") as NameFile;

let paths: ReadonlyMap<string, string> | undefined;

/** The names of all policies that AWS had on `awsPoliciesDate`, each with its path, such as `/service-role/`. */
export function awsPolicyPaths(): ReadonlyMap<string, string> {
  const { names } = loadFile();
  paths ??= new Map(
    Object.entries(names).flatMap(([path, list]) => list.split(" ").map((name) => [name, path] as const)),
  );
  return paths;
}

/** When the list was made: `YYYY-MM-DD`. AWS adds some every month. */
export const awsPoliciesDate = (): string => loadFile().date;
