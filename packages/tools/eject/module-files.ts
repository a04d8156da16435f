import { escapeTerraform, type Part, printExpression, unescapeTerraform } from "./template";

/** The module's files that hold what is edited, by path; and the expressions that read them. */
export interface ModuleFiles {
  readonly texts: Map<string, string>;
  /** The expression that gives a file's text, made of these pieces. */
  readonly add: (file: NewFile) => string;
}

/** A text that is to stand in a file of its own. */
export interface NewFile {
  /** Where it stands, unless another text stands there. */
  readonly path: string;
  /** Where it stands then. */
  readonly otherwise: string;
  readonly parts: readonly Part[];
  /** The text as its source writes it, with what stands for its placeholders. @default - names are made of the references */
  readonly source?: SourceText;
}

/** A file of the project's, whose placeholders have values. */
export interface SourceText {
  readonly text: string;
  /** The pieces that stand for `${Name}`, by name. */
  readonly values: ReadonlyMap<string, readonly Part[]>;
}

export function collectFiles(): ModuleFiles {
  const texts = new Map<string, string>();
  const add = ({ path, otherwise, parts, source }: NewFile): string => {
    const { text, values } = source === undefined ? writeText(parts) : writeSource(source);
    const place = (texts.get(path) ?? text) === text ? path : otherwise;
    texts.set(place, text);
    return printRead(place, values);
  };
  return { texts, add };
}

type Values = ReadonlyMap<string, readonly Part[]>;

function printRead(path: string, values: Values): string {
  const file = `"\${path.module}/${path}"`;
  if (values.size === 0) return `file(${file})`;
  const members = [...values].map(([name, parts]) => `${name} = ${printExpression(parts)}`);
  return `templatefile(${file}, { ${members.sort().join(", ")} })`;
}

/** Terraform's own markers are doubled where it reads the file as a template, and nowhere else. */
function writeSource({ text, values }: SourceText): { readonly text: string; readonly values: Values } {
  return { text: values.size === 0 ? unescapePlaceholders(text) : escapeMarkers(text), values };
}

const PLACEHOLDER = /(\$?\$\{\w+\})/;

/** The project's own way to write the text `${Name}` is Terraform's; without templates there is nothing to escape. */
const unescapePlaceholders = (text: string): string => text.replaceAll(/\$(\$\{\w+\})/g, "$1");

const escapeMarkers = (text: string): string =>
  text
    .split(PLACEHOLDER)
    .map((piece, index) => (index % 2 === 0 ? escapeTerraform(piece) : piece))
    .join("");

function writeText(parts: readonly Part[]): { readonly text: string; readonly values: Values } {
  const values = new Map<string, readonly Part[]>();
  if (parts.every((part) => "text" in part)) {
    return { text: parts.map((part) => unescapeTerraform(part.text)).join(""), values };
  }
  const text = parts.map((part) => ("text" in part ? part.text : `\${${nameValue(part.expression, values)}}`)).join("");
  return { text, values };
}

/** What a template calls the value of an expression: `sfn_state_machine_arn`, `api_gateway_id`, `stage_name`, `region`. */
function nameValue(expression: string, values: Map<string, readonly Part[]>): string {
  const [, type, attribute] = /^(?:data\.)?aws_(\w+)\.[\w-]+\.(\w+)$/.exec(expression) ?? [];
  const named =
    type === undefined ? expression.replace(/^(?:var|local)\./, "") : nameAttribute(type, String(attribute));
  const base = named.replaceAll(/\W+/g, "_").slice(0, 60);
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}_${number}`;
    const taken = values.get(name);
    if (taken === undefined) values.set(name, [{ expression }]);
    else if (printExpression(taken) !== expression) continue;
    return name;
  }
}

function nameAttribute(type: string, attribute: string): string {
  if (type === "region") return "region";
  return attribute.startsWith(type) ? attribute : `${type.replace(/^(?:apigatewayv2|sfn)_/, "")}_${attribute}`;
}
