import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { handOn } from "./hand-on";
import type { Ejected } from "./eject-stack";
import { printReadme } from "./print-readme";
import { enter, type Stack } from "./read-stack";

/** The files of a module, by path: the same for the same stack, whenever it is written. */
export function printModule(name: string, ejected: Ejected): ReadonlyMap<string, string | Buffer> {
  const { main, variables, outputs, terraform, texts, bytes } = ejected.module;
  const files: readonly (readonly [string, string | Buffer])[] = [
    ["main.tf.json", print(main)],
    ["variables.tf.json", print({ variable: variables })],
    ["outputs.tf.json", print(Object.keys(outputs).length > 0 ? { output: outputs } : {})],
    ["versions.tf.json", print({ terraform })],
    ["README.md", printReadme(name, ejected)],
    ["examples/basic/main.tf.json", print(writeExample(name, ejected))],
    ["examples/take-over/main.tf.json", print({ ...writeTakeOver(name, ejected), moved: listMoves(ejected) })],
    ...texts,
    ...bytes,
  ];
  return new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1)));
}

const print = (value: JsonObject): string => `${JSON.stringify(value, null, 2)}\n`;

/** A root that uses the module once, and says what the module cannot: the provider's region, and what is imported. */
function writeExample(name: string, { module, stack, bindings }: Ejected): JsonObject {
  const outputs = Object.entries(module.outputs).map(([output, block]) => {
    const isSensitive = isJsonObject(block) && block["sensitive"] === true;
    return [output, { value: `\${module.api.${output}}`, ...(isSensitive && { sensitive: true }) }] as const;
  });
  const hasName = "name" in module.variables;
  return {
    terraform: {
      // The first version that reads blocks `import`.
      ...(module.imports.length > 0 && { required_version: ">= 1.5" }),
      required_providers: writeRequired(module.terraform["required_providers"]),
    },
    provider: writeProviders({ region: stack.region }, stack),
    module: {
      api: {
        source: "../..",
        ...(hasName && { name: String(bindings.name ?? name) }),
        ...(stack.aliases.length > 0 && { providers: handOn(stack) }),
      },
    },
    ...(module.imports.length > 0 && {
      import: module.imports.map((each) => ({ ...each, to: `module.api.${String(each["to"])}` })),
    }),
    ...(outputs.length > 0 && { output: Object.fromEntries(outputs) }),
  };
}

/** A root has the configurations that a module asks for. */
function writeRequired(required: Json = {}): JsonObject {
  const each = Object.entries(enter(required)).map(([name, provider]) => {
    const { configuration_aliases: _, ...own } = enter(provider);
    return [name, own] as const;
  });
  return Object.fromEntries(each);
}

const writeProviders = (own: JsonObject, { aliases }: Stack): JsonObject => ({
  aws: aliases.length === 0 ? own : [own, ...aliases],
});

/** A root that has the tags of the stack where the stack has them, in its provider: resources keep what they have of their own. */
function writeTakeOver(name: string, ejected: Ejected): JsonObject {
  const example = writeExample(name, ejected);
  const { region, defaultTags: tags } = ejected.stack;
  if (Object.keys(tags).length === 0 || !("tags" in ejected.module.variables)) return example;
  const { api } = Object(example["module"]) as { readonly api: JsonObject };
  const provider = writeProviders({ region, default_tags: [{ tags }] }, ejected.stack);
  return { ...example, provider, module: { api: { ...api, tags: {} } } };
}

/** Where each resource of the stack is in the module: with these, what CDKTF deployed is kept. */
function listMoves({ module, stack }: Ejected): JsonObject[] {
  return Object.entries(stack.resources).flatMap(([type, blocks]) =>
    Object.entries(blocks).map(([old, block]) => {
      const id = module.ids.get(`${type}.${old}`) ?? old;
      // A count of the stack's own is the module's too: all instances move by one block.
      const instance = !("count" in block) && hasCount(module.main, type, id) ? "[0]" : "";
      return { from: `${type}.${old}`, to: `module.api.${type}.${id}${instance}` };
    }),
  );
}

function hasCount({ resource }: JsonObject, type: string, id: string): boolean {
  const blocks = isJsonObject(resource) ? resource[type] : undefined;
  const block = isJsonObject(blocks) ? blocks[id] : undefined;
  return isJsonObject(block) && "count" in block;
}
