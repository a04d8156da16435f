import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { parseJsonFile } from "@sfn-websocket/languages/parse-json-file";
import { compileSchema } from "@sfn-websocket/languages/json-schema/compile-schema";
import { followPointer } from "@sfn-websocket/languages/json-schema/json-pointer";
import { requirePattern } from "@sfn-websocket/languages/json-schema/pattern";
import { LONGEST_TEXT } from "./check-template";
import { readRouteFile, type RouteFile } from "../options/read-route-file";

/** A model's JSON Schema word for word, and what is wrong with it. */
export interface Model {
  readonly schema: string;
  readonly problems: readonly string[];
}

/** The dialect that API Gateway speaks. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html documented */
const DRAFT_4 = "http://json-schema.org/draft-04/schema#";

/** Reads a JSON Schema, and refuses what API Gateway refuses, or would take without a word and not check. */
export function readModel(file: RouteFile): Model {
  const read = readRouteFile(file);
  if ("problem" in read) return { schema: "", problems: [read.problem] };
  const where = `route '${file.routeKey}': model '${file.path}'`;
  if (read.text.length > LONGEST_TEXT) {
    const problem = `${where} is too long, got ${read.text.length} characters; API Gateway takes at most ${LONGEST_TEXT}`;
    return { schema: "", problems: [problem] };
  }
  let parsed: Json;
  try {
    parsed = parseJsonFile(file.path, read.text);
  } catch (error) {
    return { schema: "", problems: [`route '${file.routeKey}': ${(error as Error).message}`] };
  }
  if (!isJsonObject(parsed)) {
    return { schema: "", problems: [`${where} is not a JSON Schema, got ${JSON.stringify(parsed)}; correct it`] };
  }
  const { $schema: dialect = DRAFT_4 } = parsed;
  if (String(dialect).replace(/#?$/, "#") !== DRAFT_4) {
    const problem = `${where} is of another draft, got ${JSON.stringify(dialect)}; API Gateway reads "${DRAFT_4}"`;
    return { schema: "", problems: [problem] };
  }
  return { schema: read.text, problems: checkWords(parsed, file) };
}

/** A stack's model refers to nothing outside of its file: other models' URLs hold an id that nobody knows yet. */
function checkWords(schema: JsonObject, { routeKey, path }: RouteFile): readonly string[] {
  try {
    compileSchema(
      { model: path, schema, pointer: "#" },
      (reference, from) => {
        const [address, fragment = ""] = reference.split(/#(.*)/s);
        const found = address === "" ? followPointer(schema, fragment) : undefined;
        return found === undefined ? undefined : { ...from, schema: found, pointer: `#${fragment}` };
      },
      requirePattern,
    );
    return [];
  } catch (error) {
    return [`route '${routeKey}': ${error instanceof Error ? error.message : String(error)}`];
  }
}
