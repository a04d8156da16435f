import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/*
 * Writes api-requests.ts anew: what AWS's models say of the requests that workflows make most, and which actions their
 * services have. The models are those of botocore, whose folder is given:
 *
 *   pip download botocore --no-deps && unzip -q botocore-*.whl
 *   node packages/run packages/languages/__tests__/states-language/extract-api-requests.ts botocore
 */

/** The actions, by the service's name in the SDK's integration and in botocore. */
const SERVICES: readonly (readonly [string, string, string])[] = [
  [
    "dynamodb",
    "dynamodb",
    "getItem putItem updateItem deleteItem query scan batchGetItem batchWriteItem transactGetItems transactWriteItems",
  ],
  ["eventbridge", "events", "putEvents"],
  ["lambda", "lambda", "invoke"],
  ["s3", "s3", "getObject putObject deleteObject headObject listObjectsV2 copyObject"],
  ["secretsmanager", "secretsmanager", "getSecretValue"],
  [
    "sfn",
    "stepfunctions",
    "startExecution startSyncExecution describeExecution stopExecution sendTaskSuccess sendTaskFailure sendTaskHeartbeat",
  ],
  ["sns", "sns", "publish publishBatch"],
  ["sqs", "sqs", "sendMessage sendMessageBatch receiveMessage deleteMessage"],
  ["ssm", "ssm", "getParameter getParameters putParameter"],
];

/** Members that take any JSON, which Step Functions writes as a text: api-requests.ts says why. */
const FREE = new Set(["Input", "Output", "MessageBody", "Message", "Detail"]);

interface Member {
  readonly shape: string;
  readonly streaming?: boolean;
}

/** What is read of a model's shape. */
interface Shape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, Member>>;
  readonly member?: Member;
  readonly value?: Member;
  readonly payload?: string;
}

interface Model {
  readonly metadata: { readonly serviceId: string };
  readonly operations: Readonly<Record<string, { readonly input?: Member }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** A service, its model and the actions of it that are written. */
interface Read {
  readonly service: string;
  readonly model: Model;
  readonly actions: readonly string[];
}

function readModel(path: string): Model {
  const latest = readdirSync(path).toSorted().at(-1) ?? "";
  return JSON.parse(gunzipSync(readFileSync(join(path, latest, "service-2.json.gz"))).toString()) as Model;
}

const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

function printActions({ service, model }: Read): string {
  return `  ${service}: \`${Object.keys(model.operations).map(lower).join(" ")}\`,\n`;
}

function printRequests({ service, model, actions }: Read): string {
  const inputs = actions.map((action) => requireInput(model, action));
  const names = new Set<string>();
  for (const name of inputs) collect(model, name, names);
  const lines = [
    ...actions.map((action, index) => `${action}: ${inputs[index]}`),
    ...[...names].map((name) => `${name} = ${printForm(model, name)}`),
  ];
  return `  ${service}: \`\n${lines.join("\n")}\n\`,\n`;
}

function requireInput({ metadata, operations }: Model, action: string): string {
  const input = operations[action.charAt(0).toUpperCase() + action.slice(1)]?.input?.shape;
  if (input === undefined)
    throw new Error(`${metadata.serviceId}: the model has no action '${action}'; correct its name`);
  return input;
}

function requireShape({ shapes }: Model, name: string): Shape {
  const shape = shapes[name];
  if (shape === undefined) throw new Error(`${name}: the model has no such shape; take another botocore`);
  return shape;
}

/** The shapes that a shape is made of, but for scalars, itself first. */
function collect(model: Model, name: string, found: Set<string>): void {
  if (printScalar(model, name) !== undefined || found.has(name)) return;
  found.add(name);
  const { members = {}, member, value } = requireShape(model, name);
  for (const each of [...Object.values(members), member, value]) if (each) collect(model, each.shape, found);
}

const SCALARS: Readonly<Record<string, string>> = {
  string: "string",
  boolean: "boolean",
  integer: "integer",
  long: "integer",
};
const COMPOUND = ["structure", "list", "map"];

/** Blobs, times and fractions may be written in several ways. */
function printScalar(model: Model, name: string): string | undefined {
  const { type } = requireShape(model, name);
  return COMPOUND.includes(type) ? undefined : (SCALARS[type] ?? "any");
}

function printForm(model: Model, name: string): string {
  const { type, members = {}, member, value, required = [], payload = "" } = requireShape(model, name);
  const print = (each?: Member) => (each === undefined ? "any" : (printScalar(model, each.shape) ?? each.shape));
  if (type === "list") return `[${print(member)}]`;
  if (type === "map") return `<${print(value)}>`;
  // A stream is an argument of the SDK's method, so it is required.
  const isStream = members[payload]?.streaming === true;
  const needed = [...required, ...(isStream && !required.includes(payload) ? [payload] : [])];
  const others = Object.keys(members).filter((each) => !needed.includes(each));
  const printed = [...needed.map((each) => [each, "!"] as const), ...others.map((each) => [each, ""] as const)];
  return `{${printed.flatMap(([each, mark]) => spell(each).map((name) => `${name}${mark} ${FREE.has(name) ? "any" : print(members[each])}`)).join(", ")}}`;
}

/** A member's name begins with a large letter. What begins with several is also written as the SDK for Java has it. */
function spell(member: string): readonly string[] {
  const name = member.charAt(0).toUpperCase() + member.slice(1);
  const [acronym = ""] = /^[A-Z]{2,}(?=[A-Z][a-z]|[^A-Za-z]|$)/.exec(name) ?? [];
  if (acronym === "") return [name];
  const alike = acronym.charAt(0) + acronym.slice(1).toLowerCase() + name.slice(acronym.length);
  return name === "NULL" ? [name, alike, "Nul"] : [name, alike];
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("argument: the folder of botocore is missing, got none; name it");
const FILE = join(__dirname, "../../states-language/api-requests.ts");
const version = /__version__ = '([^']+)'/.exec(readFileSync(join(folder, "__init__.py"), "utf8"))?.[1] ?? "";
const models = SERVICES.map(([service, name, actions]) => ({
  service,
  model: readModel(join(folder, "data", name)),
  actions: actions.split(" "),
}));

const [head = ""] = readFileSync(FILE, "utf8").split("export const");
writeFileSync(
  FILE,
  `${head.replace(/botocore [\d.]+/, `botocore ${version}`)}export const apiRequests: Readonly<Record<string, string>> = {
${models.map(printRequests).join("")}};

/** The names of all actions of these services, of the same models. */
export const apiActions: Readonly<Record<string, string>> = {
${models.map(printActions).join("")}};
`,
);
