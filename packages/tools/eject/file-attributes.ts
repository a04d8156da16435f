import { snakeCase } from "./module-ids";

/** A text of a resource that is to stand in a file of its own. */
export interface FileAttribute {
  /** Whether the attribute is a map whose values are such texts. */
  readonly isMap: boolean;
  /** The folder of the file. */
  readonly folder: string;
  readonly ending: string;
  /** What the file is called after the route, or whatever it belongs to. @default nothing more */
  readonly name?: (block: { readonly [attribute: string]: unknown }, member: string) => string;
}

/** The kinds of integration responses, by their keys. */
const RESPONSES: Readonly<Record<string, string>> = {
  $default: "response",
  "/4\\d\\d/": "client-error",
  "/5\\d\\d/": "server-error",
};

const template = { isMap: true, folder: "templates", ending: ".vtl" } as const;

/** What is edited, by the resource's type and its attribute. */
export const FILE_ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, FileAttribute>>>> = {
  aws_sfn_state_machine: {
    definition: { isMap: false, folder: "workflows", ending: ".asl.json" },
  },
  aws_apigatewayv2_integration: {
    request_templates: { ...template, name: (_block, member) => join("request", member) },
  },
  aws_apigatewayv2_integration_response: {
    response_templates: {
      ...template,
      name: ({ integration_response_key: key }, member) => join(RESPONSES[String(key)] ?? dash(String(key)), member),
    },
  },
  aws_apigatewayv2_model: { schema: { isMap: false, folder: "models", ending: ".schema.json" } },
  aws_cloudfront_function: { code: { isMap: false, folder: "functions", ending: ".js" } },
};

/** The attributes that hold a JSON document, which the module writes as such: `jsonencode` of a local value. */
export const DOCUMENTS: readonly string[] = ["assume_role_policy", "dashboard_body", "policy"];

/** The template of `$default` is the one there is. */
const join = (kind: string, member: string): string => (member === "$default" ? kind : `${kind}-${dash(member)}`);

const dash = (text: string): string =>
  snakeCase(text)
    .replaceAll(/^_+|_+$/g, "")
    .replaceAll("_", "-");

/** What a file is called: after the route, where its construct's path says which, else after the resource. */
export function nameFile(attribute: FileAttribute, subject: string, kind: string): string {
  const name = [dash(subject), kind].filter((part) => part !== "").join("-");
  return `${attribute.folder}/${name}${attribute.ending}`;
}

/** The route's part of a construct's path: `order` of `WebSocketApi/order/Route`; the rest where there is none. */
export function findSubject(path: readonly string[], id: string): string {
  const [, route] = path;
  return path[0] === "WebSocketApi" && route !== undefined && path.length > 2 ? route : id;
}
