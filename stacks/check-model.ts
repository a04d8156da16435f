import { isJsonObject, type Json, type JsonObject } from "../languages/jsonpath/json";
import { readRouteFile, type RouteFile } from "./read-route-file";

/** A model's JSON Schema word for word, and what is wrong with it. */
export interface Model {
  readonly schema: string;
  readonly problems: readonly string[];
}

/** The dialect that API Gateway speaks. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html documented */
const DRAFT_4 = "http://json-schema.org/draft-04/schema#";

/** Words of later drafts, which draft 4 passes over, so that they would check nothing. */
const LATER_WORDS = ["const", "contains", "if", "propertyNames", "$defs", "unevaluatedProperties", "dependentRequired"];

/** Reads a JSON Schema, and refuses what API Gateway refuses or would take without a word and not check. */
export function readModel(file: RouteFile): Model {
  const read = readRouteFile(file);
  if ("problem" in read) return { schema: "", problems: [read.problem] };
  const where = `route '${file.routeKey}': model '${file.path}'`;
  const parsed = parseSchema(read.text);
  if (typeof parsed === "string") {
    return { schema: "", problems: [`${where} is not a JSON Schema, got ${parsed}; correct it`] };
  }
  const { $schema: dialect = DRAFT_4 } = parsed;
  const foreign =
    String(dialect).replace(/#?$/, "#") === DRAFT_4
      ? []
      : [`${where} is of another draft, got ${JSON.stringify(dialect)}; API Gateway reads "${DRAFT_4}"`];
  const later = [...listWords(parsed)]
    .filter((word) => LATER_WORDS.includes(word))
    .map((word) => `${where} uses a word of a later draft, got '${word}'; API Gateway reads draft 4, which ignores it`);
  return { schema: read.text, problems: [...foreign, ...later] };
}

function parseSchema(text: string): JsonObject | string {
  try {
    const parsed: Json = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : JSON.stringify(parsed);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The words of a schema and of those within it; the names below `properties` are the message's, not the schema's. */
function* listWords(schema: Json): Generator<string> {
  if (Array.isArray(schema)) for (const item of schema) yield* listWords(item);
  if (!isJsonObject(schema)) return;
  for (const [word, value] of Object.entries(schema)) {
    yield word;
    if (word === "enum" || word === "default" || word === "required") continue;
    const isMap = ["properties", "patternProperties", "definitions", "dependencies"].includes(word);
    if (isMap && isJsonObject(value)) for (const inner of Object.values(value)) yield* listWords(inner);
    else yield* listWords(value);
  }
}
