import type { JsonObject } from "@sfn-websocket/languages/json";
import type { Ejected } from "./eject-stack";
import { describeVariables } from "./write-variables";

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
      describeVariables(module.variables).map(({ name: variable, type, fallback = "required", description }) => [
        code(variable),
        code(type),
        fallback === "required" ? fallback : code(fallback),
        description,
      ]),
    ),
    "## Outputs",
    writeTable(
      ["output", "meaning"],
      Object.entries(module.outputs).map(([output, value]) => [
        code(output),
        String((value as JsonObject)["description"] ?? ""),
      ]),
    ),
    ...describeFiles(ejected),
    "## What did not come along",
    describeRest(ejected)
      .map((line) => `- ${line}`)
      .join("\n"),
  ]
    .join("\n\n")
    .concat("\n");
}

function describeUse(instance: string, { module, fixedRegion, stack }: Ejected): readonly string[] {
  const own = "name" in module.variables ? `\n  name   = ${JSON.stringify(instance)}` : "";
  const shown = chooseOutput(module.outputs);
  const where =
    fixedRegion === undefined
      ? `Its region is that of the provider it is given.${module.imports.length > 0 ? "" : " Instances of it live in one root, one account and one region, each by its name."}`
      : `It works in ${stack.region} alone, because it names what is there:\n\n${fixedRegion.map((line) => `- ${line}`).join("\n")}`;
  return [
    `\`\`\`hcl\nmodule "api" {\n  source = "./path/to/this/folder"${own}\n}\n\noutput "${shown}" {\n  value = module.api.${shown}\n}\n\`\`\``,
    where,
    "`examples/basic` is a root that uses it: `terraform init && terraform apply` there. `examples/take-over` is one for a stack that CDKTF has deployed: with the state of that stack (the same `backend` block) its resources stay, and only the API's deployment is made anew.",
  ];
}

/** The output that a reader wants first. */
const chooseOutput = (outputs: JsonObject): string =>
  "api_endpoint" in outputs ? "api_endpoint" : (Object.keys(outputs)[0] ?? "");

/** What is edited, and what follows of it. */
function describeFiles({ module }: Ejected): readonly string[] {
  const paths = [...module.texts.keys()].sort();
  if (paths.length === 0) return [];
  return [
    "## What is edited in place",
    paths.map((path) => `- \`${path}\``).join("\n"),
    "`${name}` in a file is what `main.tf.json` gives it by `templatefile`; `$${` and `%%{` are there what `${` and `%{` are elsewhere. A changed file is deployed by the next `terraform apply`, open connections included: the deployment's trigger is a hash of all that it serves.",
    "What a workflow may call stands in `main.tf.json`, at `policy_…_workflow_call_policy`: one that calls another service needs a statement there.",
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
