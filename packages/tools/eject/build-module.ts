import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import type { AssetPaths } from "./assets";
import type { Bindings } from "./bind-marks";
import type { WorkflowSource } from "./find-source";
import { MARKS } from "./marks";
import { printProvider } from "./hand-on";
import { collectFiles } from "./module-files";
import { type ModuleIds, nameBlocks, snakeCase } from "./module-ids";
import { CUT_NAMES, printBaseName } from "./physical-names";
import { type Blocks, enter, type Stack } from "./read-stack";
import { createRewriter, type Rewriter } from "./rewrite-texts";
import { TAGGABLE, UNTAGGED } from "./taggable-types";
import { addTags, addTimeouts, addTrigger } from "./complete-resources";
import { printTemplate } from "./template";
import { writeAddresses, writeBlock, writeResource, writeValue, type WritingContext } from "./write-resources";
import { writeVariables } from "./write-variables";

/** What a module is made of. */
export interface ModuleSource {
  /** The marked stack, with a choice where a key decides. */
  readonly stack: Stack;
  /** What the stack itself has where the module has variables. */
  readonly bindings: Bindings;
  readonly defaultTags: JsonObject;
  /** The mark of the region, or the region where the module works in no other. */
  readonly region: string;
  readonly paths: ReadonlyMap<string, readonly string[]>;
  readonly sources: readonly WorkflowSource[];
  readonly assets: AssetPaths;
}

/** A module's parts, as the blocks of Terraform's JSON, and its other files. */
export interface Module {
  readonly main: JsonObject;
  readonly variables: JsonObject;
  readonly outputs: JsonObject;
  readonly terraform: JsonObject;
  readonly texts: ReadonlyMap<string, string>;
  readonly bytes: ReadonlyMap<string, Buffer>;
  readonly ids: ModuleIds;
  /** Types of its resources of which nobody says here whether they take tags. */
  readonly untold: readonly string[];
  /** What a root is to import, in the module's words. */
  readonly imports: readonly JsonObject[];
}

/** The module that makes the same resources as the stack. */
export function buildModule(source: ModuleSource): Module {
  const { stack, region, assets } = source;
  const ids = nameBlocks(stack.data, stack.resources);
  const rewriter = createRewriter({ region, ids, resources: stack.resources });
  const locals: JsonObject = {};
  const files = collectFiles();
  const context: WritingContext = { region, rewriter, files, sources: source.sources, assets, locals };
  const resource = writeResources(source, ids, context);
  const data = writeData(stack.data, ids, context);
  const outputs = writeOutputs(stack.outputs, context);
  const { variable, moved, ...rest } = stack.others;
  const others = enter(writeValue(rest, context));
  const used = new Set<string>([...rewriter.used, "tags"]);
  if (Object.keys(stack.resources).includes("aws_sfn_state_machine")) used.add("state_machine_timeouts");
  const own = writeVariables(used, source.bindings, source.defaultTags);
  return {
    main: {
      data: needsRegion(rewriter.used, region) ? addRegion(data, region) : data,
      locals: joinNames("locals", writeLocals(context), enter(others["locals"])),
      ...(moved !== undefined && { moved: writeAddresses(moved, context) }),
      resource,
    },
    variables: joinNames("variable", own, enter(variable)),
    outputs,
    terraform: writeVersions(stack),
    texts: files.texts,
    bytes: assets.bytes,
    ids,
    untold: Object.keys(stack.resources).filter((type) => ![...TAGGABLE, ...UNTAGGED].includes(type)),
    imports: stack.imports.map((each) => writeImport(each, rewriter)),
  };
}

/**
 * An import in the module's words. Its id stands in a root, which sees nothing of the module but its outputs.
 *
 * @throws Error for one whose id is taken from elsewhere, or that says more than what is taken over
 */
function writeImport(imported: JsonObject, { rewriteAddress }: Rewriter): JsonObject {
  const { to, id, ...others } = imported;
  const [other] = Object.keys(others);
  const where = `import '${String(to)}'`;
  if (other !== undefined)
    throw new Error(`${where}: is more than an address and an id, got '${other}'; write such an import into a root`);
  if (typeof id === "string" && !/[$%]\{/.test(id)) return { id, to: rewriteAddress(String(to)) };
  throw new Error(
    `${where}: its id is not written out, got ${JSON.stringify(id)}; a root cannot read it: write it out`,
  );
}

function writeResources({ stack, paths }: ModuleSource, ids: ModuleIds, context: WritingContext): JsonObject {
  const written = Object.entries(stack.resources).map(([type, blocks]) => {
    const entries = Object.entries(blocks).map(([old, block]) => {
      const address = `${type}.${old}`;
      const id = ids.get(address) ?? old;
      const plain = writeResource({ type, id, path: paths.get(address) ?? [], block }, context);
      const completed = addTimeouts(type, addTags(type, plain));
      return [id, addTrigger({ type, block: completed, stack, ids, locals: context.locals })] as const;
    });
    return [type, Object.fromEntries(entries)] as const;
  });
  return Object.fromEntries(written);
}

function writeData(data: Blocks, ids: ModuleIds, context: WritingContext): JsonObject {
  return Object.fromEntries(
    Object.entries(data).map(([type, blocks]) => [
      type,
      Object.fromEntries(
        Object.entries(blocks).map(([id, block]) => [ids.get(`data.${type}.${id}`) ?? id, writeBlock(block, context)]),
      ),
    ]),
  );
}

/** Names hold the region, and a module that works in its own alone looks which it is. */
const needsRegion = (used: ReadonlySet<string>, region: string): boolean =>
  used.has("region") || used.has("name") || region !== MARKS.region;

/**
 * The region that whoever calls the module has configured; of a stack that works in its own alone it must be that one.
 *
 * @see https://developer.hashicorp.com/terraform/language/validate#custom-conditions documented, as postcondition
 */
function addRegion(data: JsonObject, region: string): JsonObject {
  const condition = `\${self.id == ${JSON.stringify(region)}}`;
  const message = `The module names what is in ${region}, and works there alone.`;
  const postcondition = [{ condition, error_message: message }];
  const current: JsonObject = region === MARKS.region ? {} : { lifecycle: { postcondition } };
  return { ...data, aws_region: { ...enter(data["aws_region"]), current } };
}

function writeOutputs(outputs: Readonly<Record<string, JsonObject>>, context: WritingContext): JsonObject {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, output]) => [snakeCase(name), writeBlock(output, context)]),
  );
}

/** What the resources' names and documents are made of. */
function writeLocals({ rewriter, region, locals }: WritingContext): JsonObject {
  const { used, names, hasStage } = rewriter;
  const where = printTemplate(rewriter.rewrite(region));
  if (hasStage && used.has("name")) used.add("stage_name");
  return {
    ...(used.has("name") && { base_name: printBaseName(hasStage, where) }),
    ...(names.size > 0 && { full_names: Object.fromEntries(sort([...names])), names: CUT_NAMES }),
    ...(used.has("encryption") && { kms_key_arn: "${one(var.encryption[*].kms_key_arn)}" }),
    ...locals,
  };
}

/** Versions as a module asks for them: whatever is compatible with the ones that the stack is pinned to. */
function writeVersions({ providers, aliases }: Stack): JsonObject {
  const required = Object.entries(providers).map(([name, provider]) => {
    const { source, version, ...others } = enter(provider);
    const [, major, minor] = /^(\d+)\.(\d+)\.\d+$/.exec(String(version)) ?? [];
    return [
      name,
      {
        ...others,
        source: String(source).includes("/") ? String(source) : `hashicorp/${String(source)}`,
        ...(version !== undefined && { version: major === undefined ? version : `~> ${major}.${minor}` }),
        ...(name === "aws" && aliases.length > 0 && { configuration_aliases: aliases.map(printProvider) }),
      },
    ] as const;
  });
  // What is optional in an object's type, and null for an output's value.
  return { required_version: ">= 1.3", required_providers: Object.fromEntries(required) };
}

function joinNames(what: string, own: JsonObject, others: JsonObject): JsonObject {
  const twice = Object.keys(others).find((name) => name in own);
  if (twice !== undefined)
    throw new Error(`${what} '${twice}': is the module's, got one of the stack's; call yours otherwise`);
  return { ...own, ...others };
}

const sort = (entries: readonly (readonly [string, object])[]): [string, Json][] =>
  [...entries]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => [name, { ...value } as JsonObject]);
