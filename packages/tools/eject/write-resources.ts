import { findJson, isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import type { AssetPaths } from "./assets";
import { DOCUMENTS, FILE_ATTRIBUTES, type FileAttribute, findSubject, nameFile } from "./file-attributes";
import { findSource, type WorkflowSource } from "./find-source";
import { MARKED_ARNS, MARKS } from "./marks";
import { readChoice } from "./merge-encryption";
import type { ModuleFiles } from "./module-files";
import type { Rewriter } from "./rewrite-texts";
import { printExpression, printTemplate } from "./template";

/** What resources are written with. */
export interface WritingContext {
  readonly region: string;
  readonly rewriter: Rewriter;
  readonly files: ModuleFiles;
  readonly sources: readonly WorkflowSource[];
  readonly assets: AssetPaths;
  /** The local values that documents stand in. */
  readonly locals: JsonObject;
}

/** A resource of the stack. */
export interface Written {
  readonly type: string;
  /** Its id in the module. */
  readonly id: string;
  /** Of its construct. */
  readonly path: readonly string[];
  readonly block: JsonObject;
}

/** The meta-arguments that hold addresses, and conditions beside them. */
const ADDRESSES: readonly string[] = ["depends_on", "lifecycle"];

/** A resource as the module has it; what is edited goes to files, documents to local values. */
export function writeResource(resource: Written, context: WritingContext): JsonObject {
  const { type, block } = resource;
  return Object.fromEntries(
    Object.entries(block).map(([name, value]) => {
      if (ADDRESSES.includes(name)) return [name, writeAddresses(value, context)];
      const attribute = FILE_ATTRIBUTES[type]?.[name];
      if (attribute !== undefined) return [name, writeFiles(value, { ...resource, name, attribute }, context)];
      if (DOCUMENTS.includes(name)) return [name, writeDocument(value, `${name}_${resource.id}`, context)];
      return [name, writeValue(value, context, name)];
    }),
  );
}

/** A block that is no resource, such as one of data or an output, as the module has it. */
export function writeBlock(block: JsonObject, context: WritingContext): JsonObject {
  return Object.fromEntries(
    Object.entries(block).map(([name, value]) => [
      name,
      ADDRESSES.includes(name) ? writeAddresses(value, context) : writeValue(value, context, name),
    ]),
  );
}

/** `aws_iam_role.Role`, `aws_apigatewayv2_deployment.Deployment.triggers["log"]` */
const ADDRESS = /^[\w.[\]"-]+$/;

/** Addresses in the module's words; other texts, such as a condition's, are templates. */
export function writeAddresses(value: Json, { rewriter }: WritingContext): Json {
  return mapTexts(value, (text) =>
    ADDRESS.test(text) ? rewriter.rewriteAddress(text) : printTemplate(rewriter.rewrite(text)),
  );
}

/** A value of the stack's as the module has it. @param name the attribute's, which tells what a hash is of */
export function writeValue(value: Json, context: WritingContext, name = ""): Json {
  const choice = readChoice(value);
  if (choice !== undefined) return writeChoice(choice, context);
  if (value === MARKS.retention) {
    context.rewriter.used.add("log_retention_in_days");
    return "${var.log_retention_in_days}";
  }
  if (Array.isArray(value)) {
    if (value.length !== 1 || value[0] !== MARKED_ARNS.topic(context.region)) {
      return value.map((each) => writeValue(each, context, name));
    }
    context.rewriter.used.add("alarm_topic_arn");
    return "${compact([var.alarm_topic_arn])}";
  }
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([member, each]) => [member, writeValue(each, context, member)]),
    );
  }
  if (typeof value !== "string") return value;
  return context.assets.rewrite(value, name) ?? printTemplate(context.rewriter.rewrite(value));
}

/** The encrypted value where it is a key, which is null without one; else whichever it is. */
function writeChoice([plain, encrypted]: readonly [Json, Json], context: WritingContext): Json {
  const written = writeScalar(encrypted, context);
  if (plain === null && written === "local.kms_key_arn") return `\${${written}}`;
  context.rewriter.used.add("encryption");
  return `\${var.encryption == null ? ${writeScalar(plain, context)} : ${written}}`;
}

function writeScalar(value: Json, { rewriter }: WritingContext): string {
  if (typeof value === "string") return printExpression(rewriter.rewrite(value));
  return JSON.stringify(value);
}

function writeDocument(value: Json, name: string, context: WritingContext): Json {
  const choice = readChoice(value);
  if (choice === undefined) return typeof value === "string" ? `\${${encode(value, name, context)}}` : value;
  const [plain, encrypted] = [
    encode(String(choice[0]), name, context),
    encode(String(choice[1]), `${name}_encrypted`, context),
  ];
  context.rewriter.used.add("encryption");
  return `\${var.encryption == null ? ${plain} : ${encrypted}}`;
}

/** The expression of a document: of a local value, unless a reference makes of it what cannot be read here. */
function encode(text: string, name: string, context: WritingContext): string {
  const document = findJson(text);
  if (document === undefined) return printExpression(context.rewriter.rewrite(text));
  context.locals[name] = mapTexts(document, (each) => printTemplate(context.rewriter.rewrite(each)));
  return `jsonencode(local.${name})`;
}

interface FileValue extends Written {
  readonly name: string;
  readonly attribute: FileAttribute;
}

function writeFiles(value: Json, file: FileValue, context: WritingContext): Json {
  if (!file.attribute.isMap) return writeFile(value, { ...file, member: "" }, context);
  if (!isJsonObject(value)) return writeValue(value, context);
  return Object.fromEntries(
    Object.entries(value).map(([member, each]) => [
      printTemplate(context.rewriter.rewrite(member)),
      writeFile(each, { ...file, member }, context),
    ]),
  );
}

function writeFile(value: Json, file: FileValue & { readonly member: string }, context: WritingContext): Json {
  if (typeof value !== "string")
    throw new Error(`${file.type}.${file.id}: ${file.name} differs by kmsKeyArn; a file cannot`);
  const { attribute, id, path, block, member } = file;
  const { rewrite } = context.rewriter;
  const kind = attribute.name?.(block, member) ?? "";
  const source = attribute.folder === "workflows" ? findSource(value, context.sources, rewrite) : undefined;
  const otherwise = nameFile(attribute, id, kind);
  const place = source === undefined ? nameFile(attribute, findSubject(path, id), kind) : `workflows/${source.name}`;
  return `\${${context.files.add({ path: place, otherwise, parts: rewrite(value), source })}}`;
}

function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mapTexts(each, change)]));
}
