import { isJsonObject } from "../../json";
import type { Json, JsonObject } from "../../json";
import { byLanguage, jsonataValue, orExpression } from "./jsonata-rules";
import { objectOf } from "./object-rule";
import { payloadTemplate } from "./payload-template";
import { referencePath } from "./path-rules";
import { reportSchemaError } from "./rule";
import type { Rule } from "./rule";
import { anyValue, expectType, integer, oneOf } from "./value-rules";

const distributedConfig = objectOf({
  required: ["ExecutionType"],
  fields: { Mode: anyValue, ExecutionType: oneOf("STANDARD", "EXPRESS") },
});
const inlineConfig = objectOf({ fields: { Mode: oneOf("INLINE", "DISTRIBUTED") } });

/**
 * A rule for the ProcessorConfig of a Map state. *Recorded*: the text for EXPRESS (the rules of cdk_preflight);
 * *assumed*: its location.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 */
export const processorConfig: Rule = (value, location, scope) => {
  const distributed = readMode(value) === "DISTRIBUTED";
  (distributed ? distributedConfig : inlineConfig)(value, location, scope);
  if (!distributed || scope.type !== "EXPRESS") return;
  const message = "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines";
  reportSchemaError(scope, message, `${location}/Mode`);
};

function readMode(config: Json): Json | undefined {
  return isJsonObject(config) ? config["Mode"] : undefined;
}

const readers = ["s3:getObject", "s3:listObjectsV2"];
const writers = ["s3:putObject"];

/** A rule for the resource of a reader or writer. *Recorded*: the text (the rules of cdk_preflight). */
function storage(actions: readonly string[]): Rule {
  return expectType("STRING", (value, location, scope) => {
    const [, action = ""] = /^arn:aws(?:-cn|-us-gov)?:states:::(.+)$/.exec(String(value)) ?? [];
    if (actions.includes(action)) return;
    reportSchemaError(scope, "The field 'Resource' does not match any of the allowed values", location);
  });
}

/** What members of a ReaderConfig and of a WriterConfig may be. *Documented*; the text is that of other fields. */
const readerValues: Readonly<Record<string, Rule>> = {
  InputType: oneOf("CSV", "JSON", "JSONL", "MANIFEST", "PARQUET"),
  CSVDelimiter: oneOf("COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"),
  CSVHeaderLocation: oneOf("FIRST_ROW", "GIVEN"),
  Transformation: oneOf("NONE", "LOAD_AND_FLATTEN"),
  ManifestType: oneOf("ATHENA_DATA", "S3_INVENTORY"),
};
const writerValues: Readonly<Record<string, Rule>> = {
  OutputType: oneOf("JSON", "JSONL"),
  Transformation: oneOf("NONE", "COMPACT", "FLATTEN"),
};

function membersOf(rules: Readonly<Record<string, Rule>>): Rule {
  return (value, location, scope) => {
    if (!isJsonObject(value)) return;
    for (const [name, rule] of Object.entries(rules)) {
      const member = value[name];
      if (member !== undefined) rule(member, `${location}/${name}`, scope);
    }
  };
}

/** The fields that AWS was seen to refuse for a type of input. */
const unsupported: Readonly<Record<string, readonly string[]>> = {
  JSON: ["CSVHeaderLocation", "CSVHeaders", "ManifestType"],
  JSONL: ["CSVHeaderLocation", "CSVHeaders"],
};

/**
 * What is wrong with the fields of a ReaderConfig as they stand together. *Recorded*: the texts, and which come alone
 * (gabrielmoreira/tiny-asl-machine); *assumed*: where they stand.
 */
function checkReaderConfig(config: JsonObject): readonly string[] {
  const has = (name: string): boolean => Object.hasOwn(config, name);
  if (config["Transformation"] === "LOAD_AND_FLATTEN" && !has("InputType"))
    return ["The field 'InputType' is required"];
  if (config["InputType"] === "CSV" && !has("CSVHeaderLocation")) return ["The field 'CSVHeaderLocation' is required"];
  const isGiven = config["InputType"] === "CSV" && config["CSVHeaderLocation"] === "GIVEN";
  const pointer = config["ItemsPointer"];
  const isPointer = typeof pointer !== "string" || pointer === "" || pointer.startsWith("/");
  return [
    ...(isGiven && !has("CSVHeaders") ? ["These fields are required: [CSVHeaders]"] : []),
    ...(unsupported[String(config["InputType"])] ?? []).filter(has).map((name) => `Field '${name}' is not supported`),
    ...(isPointer ? [] : [`Invalid input: JSON Pointer expression must start with '/': "${pointer}"`]),
  ];
}

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html */
export const itemReader = objectOf({
  required: ["Resource"],
  fields: {
    Resource: storage(readers),
    Parameters: payloadTemplate,
    Arguments: jsonataValue,
    ReaderConfig: expectType("OBJECT", (value, location, scope) => {
      if (!isJsonObject(value)) return;
      membersOf(readerValues)(value, location, scope);
      for (const problem of checkReaderConfig(value)) reportSchemaError(scope, problem, location);
    }),
    Comment: anyValue,
  },
});

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html */
export const resultWriter = objectOf({
  fields: {
    Resource: storage(writers),
    Parameters: payloadTemplate,
    Arguments: jsonataValue,
    WriterConfig: expectType("OBJECT", membersOf(writerValues)),
    Comment: anyValue,
  },
});

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html */
export const itemBatcher = objectOf({
  atMostOne: [
    ["MaxItemsPerBatch", "MaxItemsPerBatchPath"],
    ["MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"],
  ],
  fields: {
    MaxItemsPerBatch: orExpression(integer(0)),
    MaxItemsPerBatchPath: referencePath,
    MaxInputBytesPerBatch: orExpression(integer(0)),
    MaxInputBytesPerBatchPath: referencePath,
    BatchInput: byLanguage(payloadTemplate),
    Comment: anyValue,
  },
});
