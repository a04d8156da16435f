import type { AwsRequest } from "./aws-request";

/** Where an action of a REST API is called. */
export interface RestAction {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With `{name}` for one segment; a last `{name+}` takes the rest of the path. */
  readonly path: string;
  /** A parameter of the query string that tells this action from others of the same path, `Name` or `Name=value`. @default none */
  readonly marker?: string;
}

/** The action that a request calls. */
export interface FoundAction<Action> {
  readonly name: string;
  readonly action: Action;
  /** The parameters of the path, not decoded. */
  readonly groups: Readonly<Record<string, string>>;
}

/** Returns a function that finds the action a request calls, undefined where it calls none. */
export function compileActions<Action extends RestAction>(
  actions: Readonly<Record<string, Action>>,
): (request: Pick<AwsRequest, "method" | "path" | "query">) => FoundAction<Action> | undefined {
  const compiled = Object.entries(actions).map(([name, action]) => ({
    name,
    action,
    pattern: compilePath(action.path),
  }));
  return ({ method, path, query }) => {
    for (const { name, action, pattern } of compiled) {
      const isMeant = action.method === method && hasMarker(query, action);
      const groups = isMeant ? pattern.exec(path)?.groups : undefined;
      if (groups) return { name, action, groups };
    }
    return undefined;
  };
}

function hasMarker(query: URLSearchParams, { marker = "" }: RestAction): boolean {
  const [name = "", value = ""] = marker.split("=");
  return name === "" || query.get(name) === value;
}

function compilePath(path: string): RegExp {
  const source = path.replace(
    /\{(\w+)(\+?)\}/g,
    (_, name: string, rest: string) => `(?<${name}>${rest ? ".+" : "[^/]+"})`,
  );
  // The unnamed alternative makes `groups` an object for a path without parameters too.
  return new RegExp(`^${source}/?$(?<end>)`);
}
