import { isJsonObject, type JsonObject } from "@sfn-websocket/languages/json";
import { handOn } from "./hand-on";
import type { Ejected } from "./eject-stack";
import { enter } from "./read-stack";

/** The module's page: how it is used, what it takes and gives, what is edited where, and what did not come along. */
export function printReadme(name: string, ejected: Ejected): string {
  const { module, bindings } = ejected;
  const instance = String(bindings.name ?? name);
  return [
    `# ${name}: a Terraform module`,
    ...describeUse(instance, ejected),
    "## Variables",
    writeTable(
      ["variable", "type", "default", "meaning"],
      Object.entries(module.variables).map(([variable, written]) => {
        const { type, description, default: fallback } = enter(written);
        return [
          code(variable),
          code(String(type)),
          fallback === undefined ? "required" : code(JSON.stringify(fallback)),
          escapeHtml(String(description ?? "")),
        ];
      }),
    ),
    ...describeOutputs(module.outputs),
    ...describeFiles(ejected),
    "## What did not come along",
    describeRest(ejected)
      .map((line) => `- ${line}`)
      .join("\n"),
  ]
    .join("\n\n")
    .concat("\n");
}

function describeOutputs(outputs: JsonObject): readonly string[] {
  const rows = Object.entries(outputs).map(([output, value]) => [
    code(output),
    escapeHtml(String(enter(value)["description"] ?? "")),
  ]);
  return rows.length === 0 ? [] : ["## Outputs", writeTable(["output", "meaning"], rows)];
}

function describeUse(instance: string, { module, fixedRegion, stack }: Ejected): readonly string[] {
  const own = "name" in module.variables ? `\n  name   = ${JSON.stringify(instance)}` : "";
  const names = Object.keys(handOn(stack));
  const longest = Math.max(...names.map(({ length }) => length));
  const handed = names.map((each) => `\n    ${each.padEnd(longest)} = ${each}`).join("");
  const providers = stack.aliases.length === 0 ? "" : `\n  providers = {${handed}\n  }`;
  const shown = chooseOutput(module.outputs);
  const output = shown === undefined ? "" : `\n\noutput "${shown}" {\n  value = module.api.${shown}\n}`;
  const where =
    fixedRegion === undefined
      ? `Its region is that of the provider it is given.${module.imports.length > 0 ? "" : " Instances of it live in one root, one account and one region, each by its name."}`
      : `It works in ${stack.region} alone, because it names what is there:\n\n${fixedRegion.map((line) => `- ${line}`).join("\n")}`;
  return [
    `\`\`\`hcl\nmodule "api" {\n  source = "./path/to/this/folder"${own}${providers}\n}${output}\n\`\`\``,
    where,
    "`examples/basic` is a root that uses it: `terraform init && terraform apply` there. `examples/take-over` is one for a stack that CDKTF has deployed: with the state of that stack (the same `backend` block) its resources stay, and only the API's deployment is made anew.",
  ];
}

/** The output that a reader wants first. */
const chooseOutput = (outputs: JsonObject): string | undefined =>
  "api_endpoint" in outputs ? "api_endpoint" : Object.keys(outputs)[0];

/** What is edited, and what follows of it. */
function describeFiles({ module }: Ejected): readonly string[] {
  const paths = [...module.texts.keys()].sort();
  if (paths.length === 0) return [];
  return [
    "## What is edited in place",
    paths.map((path) => `- \`${path}\``).join("\n"),
    "In a file that `main.tf.json` reads by `templatefile`, `${name}` is what it gives there, and `$${` and `%%{` are what `${` and `%{` are in the others, which it reads by `file`. A changed file is deployed by the next `terraform apply`, open connections included: the deployment's trigger is a hash of all that it serves.",
    ...describeCalls(module.main),
  ];
}

/** Where the permissions of workflows stand. */
function describeCalls({ locals }: JsonObject): readonly string[] {
  const names = isJsonObject(locals) ? Object.keys(locals) : [];
  const where = names.filter((name) => /_workflow_(?:call|task)_policy$/.test(name)).map(code);
  const first = "needs a statement in its `policy_…_workflow_role_policy`, in `main.tf.json`";
  if (!names.some((name) => name.endsWith("_workflow_role_policy"))) return [];
  if (where.length === 0) return [`No workflow calls a service: one that is to ${first}.`];
  return [
    `What workflows may call stands in local values of \`main.tf.json\`: ${where.join(", ")}. One that calls another service needs a statement there; one that called none ${first}.`,
  ];
}

function describeRest({ stack, module, fixedRegion }: Ejected): readonly string[] {
  const types = module.untold.map(code).join(", ");
  return [
    ...(stack.backend === undefined ? [] : [`the state's place, \`${stack.backend}\`: a root says where its state is`]),
    `the provider's configuration: a root has it${fixedRegion === undefined ? ", and with it the region" : ""}. What \`default_tags\` of it says comes beside \`tags\``,
    ...(module.imports.length > 0 ? ["the `import` block, which only a root may have: the example has it"] : []),
    ...(types === "" ? [] : [`\`tags\` on ${types}: \`default_tags\` of the provider reach them`]),
  ];
}

function writeTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const code = (text: string): string => `\`${text}\``;

/** Markdown would take `<region>` for a tag, and show nothing of it. */
const escapeHtml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
